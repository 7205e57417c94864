"""The tables of a file as openpyxl, python-docx or Python's HTML parser see them.

Prints JSON: for each table its rows with the text of every grid position, a merged
cell at each position that it covers; and the number of comments.
"""

import html.parser
import json
import sys

import docx
import openpyxl


class Tables(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.cell = [], None

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append({})
            self.row = -1
        elif tag == "tr":
            self.row += 1
        elif tag in ("td", "th"):
            spans = dict(attributes)
            self.cell, self.spans = "", (int(spans.get("rowspan", 1)), int(spans.get("colspan", 1)))

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            grid, column = self.tables[-1], 0
            while (self.row, column) in grid:
                column += 1
            for row in range(self.row, self.row + self.spans[0]):
                for place in range(column, column + self.spans[1]):
                    grid[row, place] = self.cell
            self.cell = None


def rows(grid):
    height, width = (1 + max(place[axis] for place in grid) for axis in (0, 1))
    return [[grid.get((row, column), "") for column in range(width)] for row in range(height)]


def of_html(path):
    reader = Tables()
    reader.feed(open(path, encoding="utf-8").read())
    return [rows(grid) for grid in reader.tables], 0


def of_docx(path):
    document = docx.Document(path)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return tables, len(list(document.comments))


def of_xlsx(path):
    tables, comments = [], 0
    for sheet in openpyxl.load_workbook(path).worksheets:
        bordered = [
            cell for row in sheet.iter_rows() for cell in row if cell.border.left.style or cell.border.right.style
        ]
        comments += sum(1 for row in sheet.iter_rows() for cell in row if cell.comment)
        if not bordered:
            continue
        top = min(cell.row for cell in bordered)
        values = {}
        for cell in bordered:
            values[cell.row - top, cell.column - 1] = "" if cell.value is None else str(cell.value)
        for merged in sheet.merged_cells.ranges:
            first = sheet.cell(merged.min_row, merged.min_col).value
            for row in range(merged.min_row, merged.max_row + 1):
                for column in range(merged.min_col, merged.max_col + 1):
                    if row >= top:
                        values[row - top, column - 1] = "" if first is None else str(first)
        tables.append(rows(values))
    return tables, comments


path = sys.argv[1]
tables, comments = {"html": of_html, "docx": of_docx, "xlsx": of_xlsx}[path.rsplit(".", 1)[1]](path)
json.dump({"tables": tables, "comments": comments}, sys.stdout, ensure_ascii=False)
