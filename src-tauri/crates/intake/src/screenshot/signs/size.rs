//! The sizes of phones' screens.

use juzheng_model::screen::Device;

/// Width and least height of the screens of iPhones and iPads, in pixels of a screenshot held upright. A long capture is
/// as wide and higher.
const IOS: &[(u32, u32)] = &[
    (320, 480),
    (640, 960),
    (750, 1334),
    (768, 1024),
    (828, 1792),
    (1080, 1920),
    (1125, 2436),
    (1170, 2532),
    (1179, 2556),
    (1206, 2622),
    (1242, 2208),
    (1260, 2736),
    (1284, 2778),
    (1290, 2796),
    (1320, 2868),
    (1488, 2266),
    (1536, 2048),
    (1620, 2160),
    (1640, 2360),
    (1668, 2224),
    (2048, 2732),
    (2064, 2752),
];

/// Widths of small Android screens; above them there are too many to list.
const ANDROID: &[u32] = &[240, 320, 480, 540, 600, 720, 768, 800];

/// Whether a screenshot of such a phone can have this size, held upright or not. Of other devices nothing is said.
pub(super) fn is_of_a_phone(width: u32, height: u32, device: Device) -> bool {
    let upright = |width: u32, height: u32| match device {
        Device::Ios => IOS.iter().any(|(w, h)| width == *w && height >= *h),
        Device::Android => {
            // Unfolded screens are nearly square, the others at least 3:2. All widths are multiples of four.
            let wide = width >= 1700 && height * 10 >= width * 9;
            let tall = height * 2 >= width * 3;
            let known =
                ANDROID.contains(&width) || ((1008..=2560).contains(&width) && width.is_multiple_of(4));
            known && (tall || wide)
        }
        Device::Pc | Device::Unknown => true,
    };
    upright(width, height) || (width > height && upright(height, width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Device::*;

    #[test]
    fn screens_are_known_and_scaled_or_cropped_ones_are_not() {
        let known = [
            (1170, 2532, Ios),
            (1170, 30_000, Ios),
            (2532, 1170, Ios),
            (750, 1334, Ios),
            (1080, 2400, Android),
            (1240, 2772, Android),
            (1220, 2712, Android),
            (720, 1600, Android),
            (1440, 3200, Android),
            (2200, 2480, Android),
            (1080, 12_000, Android),
            (333, 444, Pc),
            (333, 444, Unknown),
        ];
        let others = [
            (720, 1558, Ios),
            (1170, 1500, Ios),
            (1080, 1200, Android),
            (645, 1140, Android),
            (1079, 2400, Android),
            (375, 812, Android),
            (0, 0, Ios),
            (0, 0, Android),
        ];
        for (width, height, device) in known {
            assert!(is_of_a_phone(width, height, device), "{width}×{height} {device:?}");
        }
        for (width, height, device) in others {
            assert!(!is_of_a_phone(width, height, device), "{width}×{height} {device:?}");
        }
    }
}
