/* Charts drawn from the tables beside them: one source for eyes and for screen readers. */
(() => {
  "use strict";

  const LONGEST = 20;
  const charts = [];
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);

  // A token may be light-dark(): only an element's own colour says what it comes to.
  function colour(token) {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  }

  // The table beside it has the whole of a long name.
  function short(name) {
    return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
  }

  function figures(id) {
    const rows = [...document.getElementById(id).tBodies[0].rows];
    return {
      labels: rows.map((row) => row.cells[0].dataset.short || short(row.cells[0].textContent.trim())),
      values: rows.map((row) => Number(row.querySelector("[data-value]").dataset.value)),
    };
  }

  function axis(canvas, isValue) {
    const percent = canvas.dataset.percent !== undefined;
    const ticks = { color: colour("--ink-2"), precision: 0, font: { size: 12, family: getComputedStyle(document.body).fontFamily } };
    if (isValue) ticks.maxTicksLimit = 6;
    if (isValue && percent) ticks.callback = (value) => `${value} %`;
    return {
      beginAtZero: true,
      suggestedMax: isValue && percent ? 100 : undefined,
      border: { display: false },
      grid: { display: isValue, color: colour("--line") },
      ticks,
    };
  }

  function sets(canvas, values) {
    const found = [{
      data: values,
      backgroundColor: colour("--accent"),
      borderRadius: 4,
      maxBarThickness: 26,
      order: 2,
    }];
    const goal = Number(canvas.dataset.goal || 0);
    if (goal) {
      found.push({
        type: "line",
        data: values.map(() => goal),
        borderColor: colour("--ink-3"),
        borderDash: [4, 4],
        borderWidth: 1.5,
        pointRadius: 0,
        order: 1,
      });
    }
    return found;
  }

  function draw(canvas) {
    const { labels, values } = figures(canvas.dataset.table);
    if (!values.some(Boolean)) return;
    const isBars = canvas.dataset.chart === "bars";
    canvas.parentElement.hidden = false;
    if (isBars) canvas.parentElement.style.height = `${2.5 + labels.length * 2.25}rem`;
    charts.push(new Chart(canvas, {
      type: "bar",
      data: { labels, datasets: sets(canvas, values) },
      options: {
        animation: false,
        maintainAspectRatio: false,
        indexAxis: isBars ? "y" : "x",
        scales: { x: axis(canvas, isBars), y: axis(canvas, !isBars) },
        plugins: { legend: { display: false } },
      },
    }));
  }

  function drawAll() {
    charts.splice(0).forEach((chart) => chart.destroy());
    document.querySelectorAll("canvas[data-chart]").forEach(draw);
  }

  drawAll();
  document.querySelectorAll("details.figures").forEach((figure) => { figure.open = false; });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  new MutationObserver(drawAll)
    .observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
})();
