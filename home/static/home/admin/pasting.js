// What Word puts on the clipboard and the text editor would drop or tear apart: headings become bold lines, a table
// becomes lines «│ a │ b │», deleted words go. On the server home/text/pasting.py makes headings and tables of them.
(() => {
  const ours = new WeakSet();

  const text = (node) => node.textContent.replace(/[\s│]+/g, " ").trim();

  // Every row with as many cells as the widest; a cell joined over several places stands in the first of them.
  const grid = (table) => {
    const rows = [...table.rows].map(() => []);
    [...table.rows].forEach((row, top) => {
      for (const cell of row.cells) {
        let left = 0;
        while (rows[top][left] !== undefined) left += 1;
        const bottom = Math.min(rows.length, top + cell.rowSpan);
        for (let y = top; y < bottom; y += 1) {
          for (let x = left; x < left + Math.min(cell.colSpan, 40); x += 1)
            rows[y][x] = y === top && x === left ? text(cell) : "";
        }
      }
    });
    return rows;
  };

  const simpler = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("del").forEach((words) => words.remove());
    page.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((heading) => {
      const line = page.createElement("p");
      const bold = page.createElement("b");
      bold.textContent = text(heading);
      line.append(bold);
      heading.replaceWith(line);
    });
    page.querySelectorAll("table").forEach((table) => {
      if (table.querySelector("table")) return;
      const rows = grid(table);
      const width = Math.max(0, ...rows.map((row) => row.length));
      // One row, or one column: a frame drawn round some text, or the head of an official letter.
      if (rows.length < 2 || width < 2) return;
      const lines = rows.map((row) => {
        const line = page.createElement("p");
        line.textContent = `│ ${Array.from({ length: width }, (_, x) => row[x] || "").join(" │ ")} │`;
        return line;
      });
      table.replaceWith(...lines);
    });
    return page.body.innerHTML;
  };

  document.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData?.getData("text/html") ?? "";
      if (ours.has(event) || !event.target.closest?.(".public-DraftEditor-content")) return;
      if (!/<(h[1-6]|table|del)\b/i.test(html) || /data-(editor|offset-key|draftjs)/.test(html)) return;
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", simpler(html));
      clipboardData.setData("text/plain", event.clipboardData.getData("text/plain"));
      const again = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      if (!again.clipboardData?.getData("text/html")) return; // a browser that does not let us: as it came
      ours.add(again);
      event.preventDefault();
      event.stopImmediatePropagation();
      event.target.dispatchEvent(again);
    },
    true,
  );
})();
