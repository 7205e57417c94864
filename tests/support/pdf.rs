//! PDF files made here, page by page: tables drawn with lines and characters as
//! word processors draw them.

use super::Grid;

/// Points: an upright A4 page, its margin, and what the tables are drawn with.
const PAGE: (f64, f64) = (595.0, 842.0);
const MARGIN: f64 = 40.0;
const ROW: f64 = 40.0;
const LINE: f64 = 20.0;
const LETTER: f64 = 12.0;
const SIZE: f64 = 6.0;

/// How pages are laid on the medium.
#[derive(Debug, Clone, Copy)]
pub enum Sheet {
    Upright,
    /// Lying on the medium and turned when shown.
    Turned,
    /// Cut out of a larger medium.
    Cropped,
}

/// How characters are put.
#[derive(Debug, Clone, Copy)]
pub enum Drawing {
    /// A line of text at a time.
    Lines,
    /// Each character by itself, invisible, from the last to the first: as the
    /// layer of characters over a scan.
    Characters,
}

/// Writes a file: its objects by number from 1, the first of them the catalogue.
pub fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

/// A document of pages with these contents. The font is not embedded: its
/// encoding is one of those that every reader has to know.
pub fn document(contents: &[String], sheet: Sheet) -> Vec<u8> {
    let (medium, before) = match sheet {
        Sheet::Upright => ("/MediaBox [0 0 595 842]", ""),
        Sheet::Turned => ("/MediaBox [0 0 842 595] /Rotate 90", "0 1 -1 0 842 0 cm\n"),
        Sheet::Cropped => ("/MediaBox [0 0 900 1200] /CropBox [100 200 695 1042]", "1 0 0 1 100 200 cm\n"),
    };
    let kids: Vec<String> = (0..contents.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let descriptor = "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 \
                      /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>";
    let font = format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
         /Supplement 2 >> /FontDescriptor {descriptor} >>] >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), contents.len()).into_bytes(),
        font.into_bytes(),
    ];
    for (page, content) in contents.iter().enumerate() {
        let content_at = 5 + 2 * page;
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R {medium} /Contents {content_at} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
            )
            .into_bytes(),
        );
        objects.push(stream("", format!("{before}{content}").as_bytes()));
    }
    file(&objects, "")
}

/// Pages while they are drawn, from top to bottom.
pub struct Pages {
    pub done: Vec<String>,
    content: String,
    y: f64,
    drawing: Drawing,
}

impl Pages {
    pub fn new(drawing: Drawing) -> Self {
        Pages { done: Vec::new(), content: String::new(), y: PAGE.1 - MARGIN, drawing }
    }

    pub fn end_page(&mut self) {
        let number = format!("- {} -", self.done.len() + 1);
        self.text(&number, PAGE.0 / 2.0, 20.0, 6.0);
        self.done.push(std::mem::take(&mut self.content));
        self.y = PAGE.1 - MARGIN;
    }

    /// Draws something of its own onto the page.
    pub fn draw(&mut self, content: &str) {
        self.content += content;
    }

    /// Draws a text in a state of its own.
    pub fn text_in(&mut self, state: &str, text: &str, x: f64, y: f64, size: f64) {
        self.content += &format!("q {state}\n");
        self.text(text, x, y, size);
        self.content += "Q\n";
    }

    fn text(&mut self, text: &str, x: f64, y: f64, size: f64) {
        let hex = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04x}")).collect::<String>();
        match self.drawing {
            Drawing::Lines => self.content += &format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET\n", hex(text)),
            Drawing::Characters => {
                for (at, character) in text.chars().enumerate().collect::<Vec<_>>().into_iter().rev() {
                    let x = x + at as f64 * size;
                    let code = hex(&character.to_string());
                    self.content += &format!("BT 3 Tr /F {size} Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET\n");
                }
            }
        }
    }

    pub fn line(&mut self, text: &str) {
        if self.y - LINE < MARGIN {
            self.end_page();
        }
        self.y -= LINE;
        self.text(text, MARGIN, self.y, LETTER);
    }

    /// A paragraph: its first line is indented, the others are as wide as the page.
    pub fn paragraph(&mut self, text: &str) {
        let characters: Vec<char> = format!("\u{3000}\u{3000}{text}").chars().collect();
        for line in characters.chunks(((PAGE.0 - 2.0 * MARGIN) / LETTER) as usize) {
            self.line(&line.iter().collect::<String>());
        }
    }

    /// A table, row by row; where the page ends it goes on on the next, and a
    /// cell that is merged over the break is drawn in two pieces.
    pub fn table(&mut self, grid: &Grid) {
        let columns = super::width(grid);
        let width = (PAGE.0 - 2.0 * MARGIN) / columns as f64;
        let mut free = vec![0; columns];
        self.y -= 10.0;
        // Cells that are still open: first column, columns, rows left, text.
        let mut open: Vec<(usize, usize, usize, String, f64)> = Vec::new();
        for (at, row) in grid.iter().enumerate() {
            if self.y - ROW < MARGIN {
                for cell in &mut open {
                    let (column, columns, _, text, top) = cell.clone();
                    self.cell(column, columns, width, (top, self.y), &text);
                    cell.3 = String::new();
                }
                self.end_page();
                open.iter_mut().for_each(|cell| cell.4 = PAGE.1 - MARGIN);
            }
            let mut column = 0;
            for cell in row {
                while free.get(column).is_some_and(|free| *free > at) {
                    column += 1;
                }
                free[column..column + cell.columns].iter_mut().for_each(|row| *row = at + cell.rows);
                open.push((column, cell.columns, cell.rows, cell.text.clone(), self.y));
                column += cell.columns;
            }
            self.y -= ROW;
            for (column, columns, rows, text, top) in std::mem::take(&mut open) {
                match rows {
                    1 => self.cell(column, columns, width, (top, self.y), &text),
                    _ => open.push((column, columns, rows - 1, text, top)),
                }
            }
        }
    }

    fn cell(&mut self, column: usize, columns: usize, width: f64, (top, bottom): (f64, f64), text: &str) {
        let (left, wide) = (MARGIN + column as f64 * width, columns as f64 * width);
        self.content += &format!("0.5 w {left} {bottom} {wide} {} re S\n", top - bottom);
        let a_line = ((wide - 4.0) / SIZE) as usize;
        let characters: Vec<char> = text.chars().collect();
        for (line, part) in characters.chunks(a_line.max(1)).enumerate() {
            let part: String = part.iter().collect();
            self.text(&part, left + 2.0, top - 7.0 - line as f64 * 7.0, SIZE);
        }
    }
}
