//! Pictures of every kind: as they are, upright, once, and without what is covered.

use super::*;

#[test]
fn pictures_of_every_kind_look_as_they_are() {
    let opaque = RgbaImage::from_fn(60, 40, |x, y| {
        let [r, g, b] = quarters().get_pixel(x, y).0;
        Rgba([r, g, b, 255])
    });
    let mut glass = opaque.clone();
    glass.enumerate_pixels_mut().filter(|(x, ..)| *x < 30).for_each(|(.., pixel)| pixel.0[3] = 0);
    let rgb = DynamicImage::from(quarters());
    let rows: [(&str, Vec<u8>); 9] = [
        ("jpeg", encoded(&rgb, ImageFormat::Jpeg)),
        ("png", encoded(&rgb, ImageFormat::Png)),
        ("opaque", encoded(&opaque.into(), ImageFormat::Png)),
        ("glass", encoded(&glass.into(), ImageFormat::Png)),
        ("16 bits", encoded(&rgb.to_rgb16().into(), ImageFormat::Png)),
        ("gif", encoded(&rgb, ImageFormat::Gif)),
        ("bmp", encoded(&rgb, ImageFormat::Bmp)),
        ("webp", encoded(&rgb, ImageFormat::WebP)),
        ("tiff", encoded(&rgb, ImageFormat::Tiff)),
    ];
    for (name, original) in rows {
        let mut kept = Kept::default();
        let source = kept.keep(original.clone());
        let (pdf, is_archive) =
            printed(&kept, vec![vec![picture(source, [100.0, 100.0, 300.0, 200.0], [0, 0, 60, 40])]], &[]);
        assert!(is_archive && archive::faults(&pdf).is_empty(), "{name}: {:?}", archive::faults(&pdf));
        qpdf(&pdf);
        let seen = looks(&pdf);
        for (ix, colour) in QUARTERS.into_iter().enumerate() {
            let (x, y) = (175.0 + 150.0 * (ix % 2) as f32, 150.0 + 100.0 * (ix / 2) as f32);
            let want = if name == "glass" && ix % 2 == 0 { [255; 3] } else { colour };
            assert!(is_near(at(&seen, x, y), want), "{name} {ix}: {:?} {want:?}", at(&seen, x, y));
        }
        let [image] = &images(&pdf)[..] else { panic!("{name}: one image") };
        assert_eq!(image.dict.has(b"SMask"), name == "glass", "{name}");
        assert_eq!(image.content == original, name == "jpeg", "{name}");
        if name == "png" {
            let at = memchr::memmem::find(&original, &image.content);
            assert!(at.is_some(), "the packed pixels are those of the original");
        }
    }
}

#[test]
fn a_colour_profile_stays_with_its_picture() {
    let mut kept = Kept::default();
    let mut items = Vec::new();
    let files = [(60, 40), (40, 60)].map(|(width, height)| {
        let mut file = Vec::new();
        let mut encoder = image::codecs::png::PngEncoder::new(&mut file);
        image::ImageEncoder::set_icc_profile(&mut encoder, icc::srgb()).expect("PNG holds profiles");
        let pixels = vec![99; width * height * 3];
        let (width, height) = (width as u32, height as u32);
        image::ImageEncoder::write_image(encoder, &pixels, width, height, image::ExtendedColorType::Rgb8)
            .expect("memory");
        file
    });
    for file in files {
        let source = kept.keep(file);
        items.push(picture(source, [100.0, 100.0, 60.0, 40.0], [0, 0, 60, 40]));
    }
    let (pdf, _) = printed(&kept, vec![items], &[]);
    assert!(archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
    let spaces: Vec<_> =
        images(&pdf).iter().map(|image| image.dict.get(b"ColorSpace").cloned().ok()).collect();
    assert!(spaces.len() == 2 && spaces[0] == spaces[1], "one profile for both: {spaces:?}");
    assert!(spaces[0].as_ref().is_some_and(|space| space.as_array().is_ok()), "{spaces:?}");
}

#[test]
fn pictures_are_turned_upright() {
    for orientation in 1..=8 {
        let mut kept = Kept::default();
        let source = kept.keep(turned_jpeg(orientation));
        let mut upright = DynamicImage::from(quarters());
        upright
            .apply_orientation(image::metadata::Orientation::from_exif(orientation).expect("one of eight"));
        let (w, h) = (upright.width(), upright.height());
        let frame = [100.0, 100.0, w as f32 * 5.0, h as f32 * 5.0];
        let (pdf, _) = printed(&kept, vec![vec![picture(source, frame, [0, 0, w, h])]], &[]);
        let seen = looks(&pdf);
        for (x, y) in [(w / 4, h / 4), (w * 3 / 4, h / 4), (w / 4, h * 3 / 4), (w * 3 / 4, h * 3 / 4)] {
            let want = upright.to_rgb8().get_pixel(x, y).0;
            let found = at(&seen, 100.0 + x as f32 * 5.0, 100.0 + y as f32 * 5.0);
            assert!(is_near(found, want), "{orientation} at {x}, {y}: {found:?} {want:?}");
        }
        let [image] = &images(&pdf)[..] else { panic!("one image") };
        assert_eq!(image.content, turned_jpeg(orientation), "turned by the page, not in the file");
    }
}

#[test]
fn stretches_of_a_picture_share_it() {
    let mut kept = Kept::default();
    let source = kept.keep(encoded(&quarters().into(), ImageFormat::Jpeg));
    let upper = picture(source, [100.0, 100.0, 300.0, 100.0], [0, 0, 60, 20]);
    let lower = picture(source, [100.0, 300.0, 150.0, 100.0], [30, 20, 30, 20]);
    let again = picture(source, [LEFT, 100.0, 60.0, 40.0], [0, 0, 60, 40]);
    let (pdf, _) = printed(&kept, vec![vec![upper, lower], vec![again]], &[]);
    assert_eq!(images(&pdf).len(), 1);
    assert!(archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
    let seen = looks(&pdf);
    for (x, y, want) in [
        (110.0, 110.0, QUARTERS[0]),
        (390.0, 190.0, QUARTERS[1]),
        (110.0, 210.0, [255; 3]),
        (110.0, 310.0, QUARTERS[3]),
        (240.0, 390.0, QUARTERS[3]),
        (260.0, 350.0, [255; 3]),
        (90.0, 150.0, [255; 3]),
    ] {
        assert!(is_near(at(&seen, x, y), want), "{x}, {y}: {:?}", at(&seen, x, y));
    }
}

#[test]
fn what_is_covered_is_not_in_the_file() {
    for (name, original) in [("jpeg", turned_jpeg(6)), ("png", encoded(&quarters().into(), ImageFormat::Png))]
    {
        let mut kept = Kept::default();
        let source = kept.keep(original.clone());
        let [w, h] = crate::original::Head::of(&original).expect("a picture").upright();
        let item = Item::Picture {
            x: 100.0,
            y: 100.0,
            w: w as f32 * 5.0,
            h: h as f32 * 5.0,
            source,
            crop: [0, 0, w, h],
            covers: vec![[0, 0, w / 2, h / 2], [w - 4, h - 4, 900, 900]],
        };
        let (pdf, _) = printed(&kept, vec![vec![item]], &[]);
        let seen = looks(&pdf);
        assert!(is_near(at(&seen, 105.0, 105.0), [0; 3]), "{name}");
        assert!(
            is_near(at(&seen, 100.0 + w as f32 * 5.0 - 4.0, 100.0 + h as f32 * 5.0 - 4.0), [0; 3]),
            "{name}"
        );
        let [image] = &images(&pdf)[..] else { panic!("{name}: one image") };
        assert_ne!(image.content, original, "{name}");
        assert!(memchr::memmem::find(&pdf, &original[original.len() / 2..]).is_none(), "{name}");
        if name == "jpeg" {
            let derived = image::load_from_memory(&image.content).expect("a JPEG").into_rgb8();
            assert!(is_near(derived.get_pixel(2, 2).0, [0; 3]), "{:?}", derived.get_pixel(2, 2));
        }
    }
}

#[test]
fn what_cannot_be_shown_is_named() {
    let png = encoded(&quarters().into(), ImageFormat::Png);
    let mut huge = png.clone();
    huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let mut kept = Kept::default();
    let sources = [
        kept.keep(png[..png.len() / 2].to_vec()),
        kept.keep(huge),
        kept.keep(b"no picture".to_vec()),
        kept.keep(encoded(&quarters().into(), ImageFormat::Jpeg)[..300].to_vec()),
        kept.keep(b"%PDF-1.7 but nothing more".to_vec()),
        Digest::sha256(b"never kept"),
    ];
    let mut items: Vec<Item> =
        sources.iter().map(|source| picture(*source, [100.0, 100.0, 60.0, 40.0], [0, 0, 60, 40])).collect();
    items.extend(sources.iter().map(|source| sheet(*source, 1, [100.0, 100.0, 60.0, 40.0])));
    let (pdf, _) = printed(&kept, vec![items], &[]);
    qpdf(&pdf);
    assert!(images(&pdf).is_empty());
    assert!(archive::faults(&pdf).is_empty(), "{:?}", archive::faults(&pdf));
}
