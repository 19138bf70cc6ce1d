//! The rules of the house that a machine can check: one function a rule, and a message that says how to mend.

mod checkout;
mod dependencies;
mod licences;
mod pins;
mod sources;

use checkout::Checkout;

/// What breaks a rule: where, and how to mend it.
type Breaches = Vec<String>;

/// Fails with every breach of a rule at once.
fn hold(rule: fn(&Checkout) -> Breaches) {
    let breaches = rule(&Checkout::read());
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

/// Makes a test of each rule.
macro_rules! rules {
    ($($module:ident :: $rule:ident;)*) => { $(#[test] fn $rule() { hold($module::$rule); })* };
}

rules! {
    checkout::the_top_level_holds_what_the_design_names;
    dependencies::rooms_know_only_whom_the_table_allows;
    dependencies::a_foreign_crate_stays_in_its_room;
    dependencies::versions_stand_in_the_root_alone;
    dependencies::every_crate_takes_the_lints;
    licences::every_crate_comes_from_the_registry_under_a_known_licence;
    pins::lock_files_hold_no_download_addresses;
    pins::no_registry_is_configured;
    pins::a_schema_step_never_changes;
    sources::every_file_says_in_a_sentence_what_it_is;
    sources::nothing_is_left_for_later;
    sources::no_file_grows_too_long;
    sources::file_names_are_words_of_the_domain;
    sources::layout_never_names_the_writer_of_pdf;
    sources::no_path_of_a_machine;
}
