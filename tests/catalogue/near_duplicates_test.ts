import { assert, assertEquals } from "@std/assert";
import { loadCatalogue } from "../../lib/catalogue/catalogue.ts";
import { spellingKey } from "../../lib/catalogue/name_words.ts";
import { NameIndex } from "../../lib/catalogue/near_duplicates.ts";
import { seedKey } from "../../lib/core/seed.ts";

const HELD = { domain: "Optics", topic: "Lenses" };

/** Whether the second name repeats the first, in the same topic and in another one. */
function compare(first: string, second: string): [sameTopic: boolean, otherTopic: boolean] {
  const index = new NameIndex([{ ...HELD, subtopic: first }]);
  const found = ["Lenses", "Mirrors"].map((topic) =>
    index.nearest({ ...HELD, topic, subtopic: second }) !== null
  );
  return found as [boolean, boolean];
}

Deno.test("NameIndex takes none of the built-in scenarios for another", async () => {
  const { seeds } = await loadCatalogue(null);
  const index = new NameIndex();
  const pairs: string[] = [];
  for (const seed of seeds) {
    const like = index.nearest(seed);
    if (like !== null) pairs.push(`${seedKey(seed)} | ${seedKey(like)}`);
    index.add(seed);
  }
  assertEquals(pairs, []);
  for (const seed of seeds.slice(0, 50)) assertEquals(index.nearest(seed), seed, "each is found itself");
});

Deno.test("NameIndex notices a name in other words", () => {
  const table: [string, string][] = [
    ["Thin Lens Equation", "The Equation of a Thin Lens"],
    ["Thin Lens Equation", "THIN-LENS EQUATIONS"],
    ["Thin Lens Equation", "ThinLens Equation"],
    ["Half-Space Cooling", "Halfspace Cooling"],
    ["Kepler's Equation", "Kepler Equation"],
    [
      "Peters Orbital Decay by Gravitational Radiation",
      "Peters' orbital decays from gravitational radiation",
    ],
    ["Leaky Integrate-and-Fire Neuron Model", "Integrate and Fire Neurons (Leaky)"],
    ["Modelling of Fibre Modes", "Fiber Mode Modeling"],
    ["Optimisation of Thermal Behaviour", "Optimizing Thermal Behavior"],
    ["Schrödinger Equation in a Finite Well", "Schrodinger Equation in Finite Wells"],
    ["Gravitational Lensing by Point Masses", "Gravitatonal Lensing by a Point Mass"],
    ["Type Ia Supernova Hubble Diagram Fitting", "Hubble Diagram Fits of Type Ia Supernovae"],
    ["Damped Pendulum Oscillation Period", "Period of Damped Pendulum Oscillations with Friction"],
    ["Cooling of Thin Lenses by Gases", "Cooling a Thin Lens by a Gas"],
    ["Wave Phases in Rods", "Phase of a Wave in a Rod"],
    ["光学薄膜", "光学薄膜"],
  ];
  for (const [first, second] of table) assertEquals(compare(first, second), [true, true], second);
});

Deno.test("NameIndex is stricter within a topic than across topics", () => {
  const table: [string, string][] = [
    ["Thin Lens Equation", "Thin Lens Formula"],
    ["Newton Method", "Newton's Law"],
    ["Damped Pendulum Oscillation", "Oscillation Period of a Damped Pendulum"],
  ];
  for (const [first, second] of table) assertEquals(compare(first, second), [true, false], second);
});

Deno.test("NameIndex takes numbers, orders, opposites and further things as differences", () => {
  const table: [string, string][] = [
    [
      "First-Order Decay Chain Kinetics in Closed Vessels",
      "Second-Order Decay Chain Kinetics in Closed Vessels",
    ],
    ["Runge-Kutta 2 Integration of Stiff Decay", "Runge-Kutta 4 Integration of Stiff Decay"],
    ["Explicit Finite Difference Diffusion in Rods", "Implicit Finite Difference Diffusion in Rods"],
    ["Linear Elastic Beam Deflection Curves", "Nonlinear Elastic Beam Deflection Curves"],
    ["Langmuir Adsorption Isotherms", "Langmuir Absorption Isotherms"],
    ["Forward Kinematics of a Planar Three-Link Arm", "Inverse Kinematics of a Planar Three-Link Arm"],
    ["Kalman Filter", "Extended Kalman Filter"],
    ["Proton Scattering", "Photon Scattering"],
    ["Thin Lens Imaging", "Thick Lens Imaging"],
    ["A", "B"],
    ["---", "***"],
  ];
  for (const [first, second] of table) assertEquals(compare(first, second), [false, false], second);
});

Deno.test("NameIndex finds the first of several, and none in an empty index", () => {
  const seeds = ["Thick Lens", "Thin Lens", "A Thin Lens"].map((subtopic) => ({ ...HELD, subtopic }));
  assertEquals(new NameIndex(seeds).nearest({ ...HELD, subtopic: "thin lenses" }), seeds[1]);
  assertEquals(new NameIndex().nearest(seeds[0]!), null);
});

Deno.test("spellingKey() is the same for all spellings of a name, and never empty for two", () => {
  assertEquals(spellingKey("Fluid Dynamics"), spellingKey("dynamics of fluids"));
  assertEquals(spellingKey("Numerical Analysis"), spellingKey("numerical  analysis"));
  assert(spellingKey("Optics") !== spellingKey("Acoustics"));
  assertEquals(new Set(["A", "To", "Theory", "!", "?", "Optics"].map(spellingKey)).size, 6);
});
