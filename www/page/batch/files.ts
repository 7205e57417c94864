/** Everything that was dropped or chosen → files with their paths. */

/** A file and where it stands in what was chosen. */
export interface Found {
  path: string;
  file: File;
}

/** Hidden files, and the folders in which browsers keep what belongs to a saved page. */
const LEFT_OUT = /(^|\/)(\.|__MACOSX\/)|(_files|\.files)\//;

/** Whether a path is one that is checked. */
export function isChecked(path: string): boolean {
  return !LEFT_OUT.test(path);
}

/** The files of a folder that was chosen. */
export function filesOfFolder(files: Iterable<File>): Found[] {
  const found = Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file }));
  return found.filter(({ path }) => isChecked(path));
}

/** What of a drop are folders and files; it has to be asked for while the drop is handled. */
export function entriesOf(data: DataTransfer): FileSystemEntry[] {
  const items = Array.from(data.items).filter((item) => item.kind === "file");
  return items.map((item) => item.webkitGetAsEntry()).filter((entry): entry is FileSystemEntry => entry !== null);
}

/** The files in folders and in their folders. */
export async function* filesIn(entries: readonly FileSystemEntry[]): AsyncGenerator<Found> {
  for (const entry of entries) {
    const path = entry.fullPath.replace(/^\//, "");
    if (!isChecked(entry.isDirectory ? `${path}/` : path)) continue;
    if (entry.isDirectory) yield* filesIn(await children(entry as FileSystemDirectoryEntry));
    else yield { path, file: await fileOf(entry as FileSystemFileEntry) };
  }
}

/** A folder answers in parts, until one is empty. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all.sort((one, other) => (one.name < other.name ? -1 : 1));
    all.push(...part);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
