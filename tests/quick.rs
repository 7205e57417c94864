//! The tests that notice most of the deciding code in seconds, as one program: a mutant
//! (`make mutants`) then links one and not ten. `cargo test` runs each by itself.

#[path = "cells.rs"]
mod cells;
#[path = "evaluation.rs"]
mod evaluation;
#[path = "fix.rs"]
mod fix;
#[path = "flow.rs"]
mod flow;
#[path = "form.rs"]
mod form;
#[path = "mangled.rs"]
mod mangled;
#[path = "repair.rs"]
mod repair;
#[path = "reworded.rs"]
mod reworded;
#[path = "settled.rs"]
mod settled;
#[path = "text_cases.rs"]
mod text_cases;
