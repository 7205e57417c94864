/** The shapes that the views read: the package's own, and a few short names. */

import type { Edition, Finding as Found, Result, Rule } from "../package/types";

export type {
  Alternative,
  ColumnForm,
  Correction,
  LayoutCell,
  LayoutRow,
  Repair,
  RowForm,
  Severity,
  Slip,
  TableForm,
  TableName,
} from "../package/types";

export type Language = "zh-CN" | "en";
/** A cell's address, `table/row/column`, also where it comes from the page. */
export type Address = string;
/** `null`: the cell is blank or cannot be read as a number. */
export type Figure = number | null;
export type Tables = Result["tables"];
export type Finding = Omit<Found, "cells"> & { cells: Address[] };
export type CheckResult = Omit<Result, "written" | "findings"> & {
  written: Record<Address, string>;
  findings: Finding[];
};
export type EditionForm = Edition;
export type RuleText = Pick<Rule, "id" | "title">;
