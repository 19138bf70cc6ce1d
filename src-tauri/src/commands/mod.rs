//! What the page may ask, one command of one to five lines each; `names.txt` lists them for the access list.

mod case;
mod dossier;
mod links;
mod materials;
mod package;
mod pictures;
mod program;
mod timeline;

use tauri::{Runtime, ipc::Invoke};

/// Takes calls of the page.
pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        program::start,
        program::listen,
        program::set_preferences,
        program::recent_cases,
        program::forget_case,
        program::close_window,
        program::new_window,
        program::choose_case,
        program::choose_place,
        program::choose_files,
        program::choose_folder,
        program::choose_dossier_file,
        case::create_case,
        case::open_case,
        case::encrypt_case,
        case::set_passphrase,
        case::open_sample,
        case::close_case,
        case::overview,
        case::stop,
        case::findings,
        case::finding_page,
        case::custody,
        case::check,
        case::try_change,
        case::change,
        materials::materials,
        materials::material,
        materials::table_page,
        materials::text_page,
        materials::add_files,
        materials::unlock,
        materials::save_original,
        materials::digests_in,
        materials::claim_receipt,
        pictures::pictures,
        pictures::picture_find,
        pictures::picture,
        pictures::set_captured,
        timeline::timeline,
        timeline::timeline_rows,
        timeline::timeline_find,
        links::links,
        links::link,
        links::link_find,
        links::surroundings,
        links::gap_causes,
        links::decide,
        links::undo,
        dossier::preview_dossier,
        dossier::dossier_page,
        dossier::dossier_find,
        dossier::export_dossier,
        dossier::open_dossier,
        dossier::show_dossier,
        dossier::drag_dossier,
        dossier::print_dossier,
        package::seals,
        package::prepare_query,
        package::send_query,
        package::save_query,
        package::take_reply,
        package::trust_roots,
        package::distrust_roots,
        package::weigh_package,
        package::choose_package_place,
        package::choose_package_zip,
        package::pack,
        package::check_package,
    ]
}
