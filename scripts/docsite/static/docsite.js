// Shows the page that is read in the middle of a navigation that is longer than the window.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector(".sidebar-scroll");
  const page = box?.querySelector(".current-page");
  if (page) {
    const down = page.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop = down - box.clientHeight / 2;
  }
});

// Gives each block of code a button that copies it; of a shell session, the commands alone.
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll("article .highlight")) {
    const button = document.createElement("button");
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const text = box.querySelector("pre").textContent;
      const commands = text.match(/^\$ .*$/gm)?.map((line) => line.slice(2) + "\n").join("");
      const isSession = box.parentElement.className.includes("console");
      try {
        await navigator.clipboard.writeText((isSession && commands) || text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not allowed";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    box.append(button);
  }
});

// Lets the keyboard scroll a table that is wider than its page.
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll(".table-wrapper")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
});
