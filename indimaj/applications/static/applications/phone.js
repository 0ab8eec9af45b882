// Makes a picture smaller before it is sent: the line of an office is slow, and what a phone notes beside a picture
// (where, when, with what) is left out on the way. Where this cannot work, the picture goes as it is.
(() => {
  "use strict";
  const LONGEST = 2400;

  const smaller = async (file) => {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const sheet = document.createElement("canvas");
    sheet.width = Math.round(picture.width * scale);
    sheet.height = Math.round(picture.height * scale);
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    const made = await new Promise((done) => { sheet.toBlob(done, "image/jpeg", 0.85); });
    return made && new File([made], "paper.jpg", { type: "image/jpeg" });
  };

  for (const box of document.querySelectorAll("input[type=file][capture]")) {
    box.addEventListener("change", async () => {
      const [file] = box.files;
      if (!file?.type.startsWith("image/")) return;
      try {
        const made = await smaller(file);
        if (!made || box.files[0] !== file) return;
        const chosen = new DataTransfer();
        chosen.items.add(made);
        box.files = chosen.files;
      } catch {
        // The picture goes as it is.
      }
    });
  }
})();
