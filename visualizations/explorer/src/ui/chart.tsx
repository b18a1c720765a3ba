// A bar chart with the same figures as a table below it: who cannot see the bars reads the table.

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  Tooltip,
} from "chart.js";
import { useEffect, useRef } from "preact/hooks";
import { number, t } from "../words";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);
Chart.defaults.font.family = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
Chart.defaults.color = "#1b2530";

export interface Series {
  name: string;
  colour: string;
  values: number[];
}

export interface BarsProps {
  title: string;
  note?: string;
  names: string[];
  series: Series[];
  stacked?: boolean;
  onPick?: (at: number) => void;
}

const LONGEST = 18;
const short = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

function configuration({ names, series, stacked, onPick }: BarsProps): ChartConfiguration<"bar"> {
  return {
    type: "bar",
    data: {
      labels: names,
      datasets: series.map((one) => ({ label: one.name, data: one.values, backgroundColor: one.colour, maxBarThickness: 22 })),
    },
    options: {
      indexAxis: "y",
      animation: false,
      maintainAspectRatio: false,
      onClick: (_, found) => found[0] && onPick?.(found[0].index),
      plugins: { legend: { display: series.length > 1, position: "bottom", labels: { boxWidth: 14 } } },
      scales: {
        x: { stacked: stacked ?? false, beginAtZero: true, ticks: { precision: 0 }, grid: { color: "#e7eaed" } },
        y: { stacked: stacked ?? false, grid: { display: false }, ticks: { callback: (_, at) => short(names[at] ?? "") } },
      },
    },
  };
}

export function Bars(props: BarsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { title, note, names, series } = props;
  useEffect(() => {
    if (!canvas.current) return;
    const chart = new Chart(canvas.current, configuration(props));
    return () => chart.destroy();
  }, [title, names.join(), JSON.stringify(series)]);
  const high = 60 + names.length * (props.stacked ? 30 : 12 + 20 * series.length);
  return (
    <section class="card chart">
      <h2>{title}</h2>
      {note && <p class="note">{note}</p>}
      <div class="bars" style={{ height: `${high}px` }}>
        <canvas ref={canvas} role="img" aria-label={`${title}. ${t("chartTable")}`} />
      </div>
      <details>
        <summary>{t("figures")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              {series.map((one) => (
                <th scope="col">{one.name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, at) => (
              <tr>
                <th scope="row">{name}</th>
                {series.map((one) => (
                  <td class="number">{number(one.values[at] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
