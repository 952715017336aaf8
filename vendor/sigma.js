// What the map page needs of sigma and graphology, as one global object named `sigma`.
export { MultiDirectedGraph } from "graphology";
export { Sigma } from "sigma";
export { EdgeProgram, NodeProgram, createEdgeCompoundProgram, createNodeCompoundProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
