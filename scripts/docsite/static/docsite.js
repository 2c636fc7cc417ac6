// Shows the page that is read in the middle of a navigation that is longer than the window.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector(".sidebar-scroll");
  const page = box?.querySelector(".current-page");
  if (page) {
    const down = page.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop = down - box.clientHeight / 2;
  }
});
