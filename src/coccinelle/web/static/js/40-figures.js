// The dashboard's charts, drawn from the tables beside them; without this script the tables stay.
"use strict";

(() => {
  const DAY = 86400;
  const TICKS = [0.1, 1, 10, 60, 600, 3600, 6 * 3600, DAY, 7 * DAY];
  const said = (seconds) =>
    seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${seconds / 60} min`
      : seconds < DAY ? `${seconds / 3600} h` : `${seconds / DAY} ${document.documentElement.lang === "en" ? "d" : "j"}`;
  const whole = (u, values) => values.map((one) => (Number.isInteger(one) ? String(one) : ""));

  function read(figure) {
    const rows = [...figure.querySelectorAll("tbody tr")];
    const names = [...figure.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent);
    const y = (cell) => (cell.dataset.y === "" ? null : Number(cell.dataset.y));
    return {
      rows, names,
      shorts: rows.map((row) => row.cells[0].dataset.short),
      columns: names.map((_, n) => rows.map((row) => y(row.cells[n + 1]))),
      colours: [...figure.querySelectorAll(".legend i")].map((one) => getComputedStyle(one).backgroundColor),
    };
  }

  // Each bar stands on those before it; the tallest is drawn first.
  function stacked({ columns, colours, names }) {
    const total = columns[0].map(() => 0);
    const series = columns.map((column, n) => ({
      label: names[n], colour: colours[n], values: column.map((one, at) => (total[at] += one ?? 0)),
    }));
    return series.reverse().map((one) => ({
      values: one.values,
      options: {
        label: one.label, fill: one.colour, stroke: one.colour, width: 0, points: { show: false },
        paths: uPlot.paths.bars({ size: [0.7, 36], radius: 0.12 }),
      },
    }));
  }

  function lines({ columns, colours, names }, reference) {
    const drawn = columns.map((column, n) => ({
      values: column.map((one) => (one === null ? null : Math.max(one, 0.1))),
      options: { label: names[n], stroke: colours[n], width: 2, spanGaps: true, points: { size: 5, fill: colours[n] } },
    }));
    return [...drawn, {
      values: columns[0].map(() => reference),
      options: { label: "", stroke: colours[columns.length], width: 1.5, dash: [5, 5], points: { show: false } },
    }];
  }

  function draw(figure) {
    const host = figure.querySelector(".plot");
    const readout = figure.querySelector(".readout");
    host.hidden = readout.hidden = false;
    const table = read(figure);
    const isLines = figure.dataset.chart === "lines";
    const drawn = isLines ? lines(table, Number(figure.dataset.reference)) : stacked(table);
    const style = getComputedStyle(host);
    const axis = { stroke: style.color, font: `12px ${style.fontFamily}`, ticks: { show: false } };
    const grid = { stroke: style.borderTopColor, width: 1 };
    const tell = (u) => {
      const row = table.rows[u.cursor.idx ?? -1];
      const cells = row ? [...row.cells] : [];
      readout.textContent = row
        ? `${cells[0].textContent} : ${table.names.map((name, n) => `${cells[n + 1].textContent} ${name}`).join(" · ")}` : "";
    };
    const chart = new uPlot({
      width: host.clientWidth, height: 220, padding: [8, 12, 0, 0], legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: isLines } },
      hooks: { setCursor: [tell] },
      scales: {
        x: { time: false, range: () => [-0.6, table.rows.length - 0.4] },
        y: isLines
          ? { distr: 3, range: (u, low, high) => [Math.max(0.1, Math.min(low ?? 1, 1)), Math.max(high ?? 900, 1800)] }
          : { range: (u, low, high) => [0, Math.max(4, high * 1.1)] },
      },
      axes: [
        { ...axis, grid: { show: false }, size: 26, gap: 8, space: 44, incrs: [1, 2, 3, 7, 14, 30, 60, 90],
          values: (u, values) => values.map((one) => table.shorts[one] ?? "") },
        { ...axis, grid, size: 52, space: 36,
          ...(isLines
            ? { splits: (u) => TICKS.filter((one) => one >= u.scales.y.min && one <= u.scales.y.max),
                filter: (u, values) => values, values: (u, values) => values.map(said) }
            : { values: whole }) },
      ],
      series: [{}, ...drawn.map((one) => one.options)],
    }, [table.rows.map((_, n) => n), ...drawn.map((one) => one.values)], host);
    return { chart, host };
  }

  document.addEventListener("DOMContentLoaded", () => {
    const figures = [...document.querySelectorAll("figure[data-chart]")];
    if (!figures.length || !window.uPlot) return;
    for (const figure of figures) figure.querySelector("details").open = false;
    let drawn = figures.map(draw);
    const fit = new ResizeObserver(() => {
      for (const { chart, host } of drawn) {
        if (host.clientWidth !== chart.width) chart.setSize({ width: host.clientWidth, height: chart.height });
      }
    });
    for (const { host } of drawn) fit.observe(host);
    // Another theme has other colours.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      for (const { chart } of drawn) chart.destroy();
      drawn = figures.map(draw);
    });
  });
})();
