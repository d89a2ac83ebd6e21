// @ts-check
// Recovery codes: print the page, or keep them as a text file.

const list = document.querySelector("[data-codes]");
const print = document.querySelector("[data-print]");
const download = document.querySelector("[data-download]");

if (list && print instanceof HTMLButtonElement && download instanceof HTMLButtonElement) {
  print.hidden = download.hidden = false;
  print.addEventListener("click", () => window.print());
  download.addEventListener("click", () => {
    const lines = [...list.querySelectorAll("code")].map((code) => code.textContent ?? "");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/plain" }));
    link.download = download.dataset.download ?? "takt.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}
