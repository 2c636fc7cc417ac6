// Runs programs on Pyodide. It is a worker, so that the page responds while a program runs.
import { loadPyodide } from "../playground/pyodide.mjs";

const FILES = new URL("../playground/", import.meta.url);

// A traceback begins at the program, and shows its lines.
const RUN = `
import linecache, sys, traceback

def run(source):
    linecache.cache["program.py"] = len(source), None, source.splitlines(True), "program.py"
    try:
        exec(compile(source, "program.py", "exec"), {"__name__": "__main__"})
    except BaseException as error:
        inner = error.__traceback__ and error.__traceback__.tb_next
        traceback.print_exception(error.with_traceback(inner))
        return False
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return True

run
`;

async function prepare() {
  const print = (line) => postMessage({ line });
  const python = await loadPyodide({ indexURL: FILES.href, stdout: print, stderr: print });
  for (const name of ["packages.zip", "package.zip"]) {
    const response = await fetch(new URL(name, FILES));
    if (!response.ok) throw new Error(`${name}: status ${response.status}`);
    python.unpackArchive(await response.arrayBuffer(), "zip");
  }
  return python.runPython(RUN);
}

const ready = prepare();

addEventListener("message", async ({ data: program }) => {
  try {
    const run = await ready;
    postMessage({ running: true });
    postMessage({ succeeded: run(program) });
  } catch (error) {
    postMessage({ broken: String(error) });
  }
});
