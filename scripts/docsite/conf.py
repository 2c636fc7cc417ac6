"""The settings of the docs site, which `make docs` builds with Sphinx.

The site is made from the documents as they stand in the repository, so their relative links are its
links too. What a link names outside of them is copied into the site.
"""

from sphinx.application import Sphinx

from scripts.docsite import github, home, markdown, navigation, notebooks, pictures, playground

project = "codatsyncexpenses"
html_title = project
extensions = ["myst_nb"]

root_doc = home.DOCUMENT
include_patterns = ["*.md", "docs/**.md", "examples/**.md", "examples/*.ipynb"]
# Environments, caches and builds, whose many files need no look.
exclude_patterns = [".*", "build", "dist"]

# Notebooks are run at each build; a cell that raises is a warning with its traceback.
nb_execution_mode = "force"
nb_execution_in_temp = True
nb_execution_timeout = 120  # seconds for each cell
nb_execution_show_tb = True
# The scripts of widgets would be loaded from another host.
nb_ipywidgets_js: dict[str, dict[str, str]] = {}

# Documents link to headings by the names that GitHub gives them.
myst_heading_anchors = 6

# Dashes and quotes stay as they are written.
smartquotes = False

html_theme = "furo"
pygments_dark_style = "github-dark"
html_static_path = ["static"]
html_css_files = ["docsite.css"]
html_js_files = ["docsite.js"]
templates_path = ["templates"]
html_use_index = False
html_copy_source = False
html_show_copyright = False
# A summary would have to be fetched, which a browser refuses to pages that are opened as files.
html_show_search_summary = False


def setup(app: Sphinx) -> None:
    """Add our own extensions."""
    github.setup(app)
    home.setup(app)
    markdown.setup(app)
    navigation.setup(app)
    notebooks.setup(app)
    pictures.setup(app)
    playground.setup(app)
