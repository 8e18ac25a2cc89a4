package result

// Isolation is what stands between workloads and the machines below them. Its workloads are the weakest first.
type Isolation struct {
	Workloads []Workload
	// Vertices are all that an attacker could hold, and Connections lead from one to another.
	Vertices    []Vertex
	Connections []Connection
	// Weights are what each class of cost adds to a distance.
	Weights map[string]int
	// Problems are what makes the map less certain than its edges say, in sentences.
	Problems []string
	// Dimensions are nil where they were not asked for.
	Dimensions []Dimension
	// Zoning is nil where it was not asked for.
	Zoning *Zoning
	// Query is nil where nothing was asked.
	Query *Query
}

// Vertex is something that an attacker may hold. All of it together identifies it.
type Vertex struct {
	// Kind is one of package isolation's kinds.
	Kind   string `json:"kind"`
	Target string `json:"target,omitempty"`
	// Resource is the platform's kind of the object, where it is a workload.
	Resource  string `json:"resource,omitempty"`
	Namespace string `json:"namespace,omitempty"`
	Name      string `json:"name,omitempty"`
}

// Connection leads from one vertex to another, by their positions. An edge is shared by all connections that one fact makes. Without
// an edge the one belongs to the other: an account to the accounts of its namespace, a node to those that a workload runs on.
type Connection struct {
	From, To int32
	Edge     *Edge
}

// Workload is what runs on its own: a pod, what owns pods, or a guest.
type Workload struct {
	Target    string `json:"target"`
	Platform  string `json:"platform"`
	Resource  string `json:"resource"`
	Namespace string `json:"namespace,omitempty"`
	Name      string `json:"name"`
	// Zone is the trust zone: a pod's namespace, or a guest by its own name. Kubernetes' own workloads are in none.
	Zone      string `json:"zone,omitempty"`
	Instances int    `json:"instances,omitempty"`
	// Alone says that no workload of another zone is on its machine.
	Alone bool `json:"alone,omitempty"`
	// Rung is where the workload stands on the ladder; see package isolation. Edges that are not proven count as present.
	Rung int `json:"rung"`
	// Declared says that Rung rests on what a specification names - profiles, a runtime, a label - and nobody looked at what is in force.
	Declared bool `json:"declared,omitempty"`
	// Possible is where it would stand if no unproven edge were there: Rung, where nothing is unproven.
	Possible int    `json:"possible"`
	Edges    []Edge `json:"edges"`
	// Neighbour is the nearest workload of another trust zone, nil where none is in reach.
	Neighbour *Neighbour `json:"neighbour,omitempty"`
	// Operator is what keeps its memory from who owns its machine, and Attested that it asks for a proof of that; see package isolation.
	Operator string `json:"operator,omitempty"`
	Attested bool   `json:"attested,omitempty"`
	// Lift is what it takes to stand higher; nil where no change of configuration is known to do it.
	Lift *Lift `json:"lift,omitempty"`
}

// Neighbour is another workload, and how far it lies.
type Neighbour struct {
	Vertex   int32 `json:"vertex"` // its position
	Distance int   `json:"distance"`
	// Proven is the distance over edges that are proven, nil where there is no such way.
	Proven *int `json:"proven,omitempty"`
}

// Edge is one way out of a workload.
type Edge struct {
	ID string `json:"id"` // of the policy: "edges/kubernetes/privileged"
	// From and To are ends of package isolation. From is empty for the workload itself.
	From string `json:"from,omitempty"`
	To   string `json:"to"`
	Cost string `json:"cost"` // a class of package isolation
	// Weight is what the class adds to a distance.
	Weight int `json:"weight"`
	// Caps is the highest rung that a workload with this edge can stand on; 0 for none.
	Caps int `json:"caps,omitempty"`
	// Unproven says that what the edge needs could not be read.
	Unproven bool       `json:"unproven,omitempty"`
	Part     string     `json:"part,omitempty"` // the container, volume, disk that has it
	Message  string     `json:"message"`
	Evidence []Evidence `json:"evidence"`
}

// Lift is the smallest change that takes a workload higher.
type Lift struct {
	Rung int `json:"rung"`
	// Remove are the positions in Edges of all that have to go.
	Remove []int `json:"remove"`
}

// Query is what was asked of the graph, and the answer. Vertices and connections are named by their positions.
type Query struct {
	From int32
	// To are the ends asked for; empty for all that can be reached.
	To []int32
	// Reach is all that can be reached, the nearest first, where no end was asked for.
	Reach []Reached
	// Paths lead to the nearest of To, the cheapest first; none shares an edge with those before it.
	Paths []Path
	// Cut is a smallest set of edges whose removal leaves no way to any of To. NoCut says that there is none, as one belongs to the other.
	Cut   []int32
	NoCut bool
}

// Reached is a vertex that can be reached.
type Reached struct {
	Vertex int32
	// Distance is the smallest sum of the edges' weights.
	Distance int
	// Proven is the same over edges that are proven, and -1 where there is no such way.
	Proven int
	// Last is the last connection with an edge on the way.
	Last int32
}

// Path is one way through the graph.
type Path struct {
	Distance    int
	Unproven    bool
	Connections []int32
}

// Dimension is one of those in which the article compares containers and virtual machines.
type Dimension struct {
	Name  string          `json:"name"`
	Cells []DimensionCell `json:"platforms"`
}

// DimensionCell is what is claimed of a platform in a dimension, and what was found.
type DimensionCell struct {
	Platform string `json:"platform"`
	Claim    string `json:"claim"`
	// Controls are those of the dimension that were asked; Pass, Fail and Unknown count their verdicts, waived failures as failures.
	Pass     int      `json:"pass"`
	Fail     int      `json:"fail"`
	Unknown  int      `json:"unknown"`
	Controls []string `json:"controls"`
	// Median is the rung that half of the Workloads do not exceed; nil where it is not the ladder's dimension or there are none.
	Median    *int `json:"median,omitempty"`
	Workloads int  `json:"workloads,omitzero"`
}

// Ladder counts workloads by the rung that they stand on.
type Ladder struct {
	// By is what Name names: "platform", "zone", "namespace", "node" or "host". Platforms and zones are of all targets.
	By     string `json:"by"`
	Target string `json:"target,omitempty"`
	Name   string `json:"name,omitempty"`
	Rungs  [6]int `json:"rungs"`
}

// Zoning is what lies between trust zones.
type Zoning struct {
	Zones []Zone `json:"zones"` // by name
	// Outside counts the workloads that are in none.
	Outside int         `json:"outside,omitempty"`
	Reach   []ZoneReach `json:"reach"`
	// Shared is what more than one zone is on, what most are on first.
	Shared []Shared `json:"shared"`
}

// Zone is a trust zone.
type Zone struct {
	Name  string `json:"name"`
	Rungs [6]int `json:"rungs"` // how many of its workloads stand on each
}

// ZoneReach leads from the nearest workload of one zone to the nearest of another, by their positions in Zones.
type ZoneReach struct {
	From     int `json:"from"`
	To       int `json:"to"`
	Distance int `json:"distance"`
	// Proven is the distance over what is proven, -1 where there is no such way.
	Proven int `json:"proven"`
}

// Shared is a machine, or a part of one, that several zones are on.
type Shared struct {
	Kind   string `json:"kind"` // node, host, core or page
	Target string `json:"target"`
	Name   string `json:"name,omitempty"`
	// Unproven says that it may be several machines.
	Unproven bool `json:"unproven,omitzero"`
	// Zones are positions in Zoning's; a pointer keeps the type comparable.
	Zones *[]int `json:"zones"`
}
