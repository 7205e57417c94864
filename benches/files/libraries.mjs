// What reads or writes one format of files alone, as others maintain it.
export { Document, Packer, Paragraph, Table, TableCell, TableRow } from "docx";
export { default as mammoth } from "mammoth";
export { default as readExcel } from "read-excel-file/universal";
export { default as writeExcel } from "write-excel-file/universal";
