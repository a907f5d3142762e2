import affineAlignment from "./scenarios/affine_alignment.yaml" with { type: "text" };
import alleleDynamics from "./scenarios/allele_dynamics.yaml" with { type: "text" };
import americanLattice from "./scenarios/american_lattice.yaml" with { type: "text" };
import biquadFilters from "./scenarios/biquad_filters.yaml" with { type: "text" };
import carbonForcing from "./scenarios/carbon_forcing.yaml" with { type: "text" };
import carburization from "./scenarios/carburization.yaml" with { type: "text" };
import cosmicDistances from "./scenarios/cosmic_distances.yaml" with { type: "text" };
import crankNicolsonHeat from "./scenarios/crank_nicolson_heat.yaml" with { type: "text" };
import crcEngine from "./scenarios/crc_engine.yaml" with { type: "text" };
import criticalPath from "./scenarios/critical_path.yaml" with { type: "text" };
import dhChain from "./scenarios/dh_chain.yaml" with { type: "text" };
import energyBalance from "./scenarios/energy_balance.yaml" with { type: "text" };
import impliedVolatility from "./scenarios/implied_volatility.yaml" with { type: "text" };
import kdTree from "./scenarios/kd_tree.yaml" with { type: "text" };
import keplerPropagation from "./scenarios/kepler_propagation.yaml" with { type: "text" };
import laminateStiffness from "./scenarios/laminate_stiffness.yaml" with { type: "text" };
import lifNeuron from "./scenarios/lif_neuron.yaml" with { type: "text" };
import limitedAdvection from "./scenarios/limited_advection.yaml" with { type: "text" };
import meshMass from "./scenarios/mesh_mass.yaml" with { type: "text" };
import orderQuantity from "./scenarios/order_quantity.yaml" with { type: "text" };
import pidControl from "./scenarios/pid_control.yaml" with { type: "text" };
import planarArmIk from "./scenarios/planar_arm_ik.yaml" with { type: "text" };
import polytropeStructure from "./scenarios/polytrope_structure.yaml" with { type: "text" };
import stdpRule from "./scenarios/stdp_rule.yaml" with { type: "text" };
import trackFilter from "./scenarios/track_filter.yaml" with { type: "text" };
import transferPlanner from "./scenarios/transfer_planner.yaml" with { type: "text" };
import welchSpectrum from "./scenarios/welch_spectrum.yaml" with { type: "text" };

/** The library's documents, one YAML text each, in the order of their file names. */
export const SCENARIOS: readonly string[] = [
  affineAlignment,
  alleleDynamics,
  americanLattice,
  biquadFilters,
  carbonForcing,
  carburization,
  cosmicDistances,
  crankNicolsonHeat,
  crcEngine,
  criticalPath,
  dhChain,
  energyBalance,
  impliedVolatility,
  kdTree,
  keplerPropagation,
  laminateStiffness,
  lifNeuron,
  limitedAdvection,
  meshMass,
  orderQuantity,
  pidControl,
  planarArmIk,
  polytropeStructure,
  stdpRule,
  trackFilter,
  transferPlanner,
  welchSpectrum,
];
