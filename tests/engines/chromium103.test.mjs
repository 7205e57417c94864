// A browser of the years between: the editors that the oldest one is too old for, and the page.
import { runIn } from "../support/engines/all.mjs";

runIn("chromium103", ["element/editors"], "^(tinymce|tinymce-[67]|ckeditor): ");
runIn("chromium103", ["page/repair"]);
