// Makes each frame as tall as the letter in it. Without this, a frame scrolls.
for (const frame of document.querySelectorAll("iframe")) {
  const grow = () => {
    const height = frame.contentDocument?.documentElement.offsetHeight;
    if (height) frame.height = String(height);
  };
  frame.addEventListener("load", grow);
  grow();
}
