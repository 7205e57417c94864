//! The types of the npm package, written from the Rust types. The file is
//! compared with what is committed; `GOUJI_UPDATE=1 cargo test` writes it.

use ts_rs::{Config, TS};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/package/types.ts");

const HEAD: &str = "// Written from the Rust types by `GOUJI_UPDATE=1 cargo test typescript`. Do not edit.
import type { Input } from \"./input.js\";

/** A table of a form, as its file names it: `applications`. */
export type TableName = string;
/** A cell: `TABLE/ROW/COLUMN`, such as `applications/3.7/total`. */
export type Address = `${TableName}/${string}/${string}`;
/** A fact of a finding. */
export type Param = number | string | boolean | number[] | string[];
";

/// The file that the types make.
pub(crate) fn file(declarations: &[String]) -> String {
    declarations.iter().fold(HEAD.to_owned(), |mut file, declaration| {
        file.push_str("\nexport ");
        file.push_str(declaration);
        file.push('\n');
        file
    })
}

/// A type as TypeScript declares it.
pub(crate) fn declaration<T: TS>() -> String {
    T::decl(&Config::default())
}

#[test]
fn the_types_of_the_package_are_those_of_the_code() {
    let mut declarations = super::json::declarations();
    declarations.extend(crate::request::declarations());
    declarations.extend(super::catalogue::declarations());
    declarations.extend(crate::forms::declarations());
    #[cfg(feature = "region")]
    declarations.extend(crate::region::declarations());
    let names: Vec<_> = declarations.iter().filter_map(|declaration| declaration.split_whitespace().nth(1)).collect();
    let twice = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name));
    assert_eq!(twice, None, "two types of one name");
    let file = file(&declarations);
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        std::fs::write(FILE, &file).unwrap();
    }
    let committed = std::fs::read_to_string(FILE).unwrap();
    assert_eq!(committed, file, "stale: run GOUJI_UPDATE=1 cargo test typescript");
}
