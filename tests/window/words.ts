/** The window's own words, so that a test presses what a person would read. */
export { zh } from "../../ui/src/i18n/zh";
