// A picture that is wider than its window begins at its left edge, unless a lead stands in it: then there.
for (const frame of document.querySelectorAll(".journey-frame")) {
  const lit = frame.querySelector(".lit");
  if (!lit) continue;
  const [there, here] = [lit, frame].map((each) => each.getBoundingClientRect());
  frame.scrollLeft += there.x + there.width / 2 - (here.x + here.width / 2);
}
