package result

// Isolation is what stands between workloads and the machines below them. Its workloads are the weakest first.
type Isolation struct {
	Workloads []Workload
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
	// Rung is where the workload stands on the ladder; see package isolation. Edges that are not proven count as present.
	Rung int `json:"rung"`
	// Possible is where it would stand if no unproven edge were there: Rung, where nothing is unproven.
	Possible int    `json:"possible"`
	Edges    []Edge `json:"edges"`
	// Lift is what it takes to stand higher; nil where no change of configuration is known to do it.
	Lift *Lift `json:"lift,omitempty"`
}

// Edge is one way out of a workload.
type Edge struct {
	ID   string `json:"id"` // of the policy: "edges/kubernetes/privileged"
	To   string `json:"to"`
	Cost string `json:"cost"` // a class of package isolation
	// Weight is what the class adds to a distance.
	Weight int `json:"weight"`
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
