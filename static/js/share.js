// Hands the page to the telephone's own share sheet, and prints it. Without script the plain links are enough.
for (const button of document.querySelectorAll("[data-share]")) {
  button.closest("li").hidden = !navigator.share;
  button.addEventListener("click", () => {
    navigator.share({ title: document.title, url: document.querySelector("link[rel=canonical]").href }).catch(() => {});
  });
}
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
document.documentElement.classList.add("can-script");
