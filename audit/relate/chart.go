package relate

import (
	"slices"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
	"bulkhead/audit/network"
	"bulkhead/audit/rbac"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// Chart asks that it be noted what is where, for [Relation.Connect], and that the subjects be made that only edges ask about. It comes
// before the first object.
func (r *Relation) Chart() {
	r.cluster.chart = &chart{}
	r.host.chart = &hostChart{}
}

// chart notes where workloads are. Its methods do nothing without one.
type chart struct {
	places   []*place
	nodes    []*estate.Object
	services []*estate.Object
	users    []string // with rights
}

// place is where the pods of one class are.
type place struct {
	namespace, kind, name string
	account               string
	class                 *network.Class
	labels                *estate.Value
	operator              isolation.Operator
	nodes                 map[string]bool
	pods                  int
	hostPort              bool   // it has a port at its nodes' addresses
	machine               bool   // one of KubeVirt's, and no pods
	runsMachine           string // the machine that the pods run, by name
	guest                 *place // the same, where it was charted
}

func (c *chart) object(o *estate.Object) {
	if c == nil {
		return
	}
	switch o.Kind {
	case "Node":
		c.nodes = append(c.nodes, o)
	case "Service":
		c.services = append(c.services, o)
	}
}

func (c *chart) add(w *podSubjects) *place {
	if c == nil {
		return nil
	}
	p := &place{
		namespace: w.object.Namespace, kind: w.object.Kind, name: w.object.Name, account: w.accountName(),
		class: w.network.Class(w.object.Namespace, w.pod), labels: w.pod.At("metadata", "labels"), nodes: map[string]bool{},
		operator: isolation.OperatorOfHandler(w.runtimeClass().Get("handler").Str()),
	}
	if w.object.Kind == "Pod" {
		p.runsMachine = machineRunBy(w.object)
	}
	for _, item := range w.pod.At("spec", "containers").Elements() {
		for _, port := range item.Value.Get("ports").Elements() {
			p.hostPort = p.hostPort || port.Value.Get("hostPort") != nil
		}
	}
	p.hostPort = p.hostPort || w.pod.At("spec", "hostNetwork").IsTrue()
	c.places = append(c.places, p)
	return p
}

// on notes that it runs on a node.
func (p *place) on(node string) {
	if p != nil && node != "" {
		p.nodes[node] = true
	}
}

// runs notes that a pod of the class is on its node, where it has got one.
func (p *place) runs(o *estate.Object) {
	if p == nil || o.Kind != "Pod" {
		return
	}
	p.pods++
	p.on(o.Value.At("spec", "nodeName").Str())
}

// chartSubjects makes what only edges ask about: grants.
func (c *cluster) chartSubjects(yield func(*subject.Subject)) {
	if c.chart == nil {
		return
	}
	for _, g := range c.rights.Grants(c.minorNumber()) {
		if _, _, account := rbac.AccountOf(g.Name); !g.Group && !account {
			c.chart.users = append(c.chart.users, g.Name)
		}
		yield(c.grant(&g))
	}
}

// grant makes the subject of what somebody may do somewhere.
func (c *cluster) grant(g *rbac.Grant) *subject.Subject {
	holder := "User"
	if g.Group {
		holder = "Group"
	}
	// Its object is nothing that exists: it gives the grant its name.
	o := &estate.Object{Target: c.target, Platform: estate.Kubernetes, Kind: holder, Name: g.Name}
	value := estate.MapOf(
		estate.Item{Key: "clusterWide", Value: estate.Bool(g.Namespace == "")},
		estate.Item{Key: "ways", Value: estate.Texts(g.Ways...)},
		estate.Item{Key: "bindings", Value: estate.Texts(g.Bindings...)},
		estate.Item{Key: "unclear", Value: g.Unclear},
	)
	return &subject.Subject{
		Kind: "kubernetes/grant", Object: o, Part: g.Namespace,
		Roots: []subject.Root{{Name: "grant", Value: value}, c.grantFacts(g.Namespace)},
	}
}

// grantFacts say what is admitted where a grant holds: the Pod Security levels that its namespaces enforce, each once, "" for none; and
// what else may refuse pods.
func (c *cluster) grantFacts(namespace string) subject.Root {
	return subject.Root{Name: "facts", Value: c.fact("admission of "+namespace, func() *estate.Value {
		var getRunsCommands *estate.Value
		if c.getRunsCommands {
			getRunsCommands = estate.Bool(true)
		}
		return estate.MapOf(
			estate.Item{Key: "minor", Value: c.minor},
			estate.Item{Key: "getRunsCommands", Value: getRunsCommands},
			estate.Item{Key: "podSecurity", Value: c.podSecurity(namespace)},
			estate.Item{Key: "guards", Value: c.guards()},
		)
	})}
}

const enforceLabel = "pod-security.kubernetes.io/enforce"

func (c *cluster) podSecurity(namespace string) *estate.Value {
	if namespace != "" {
		o := c.namespaces[namespace]
		if o == nil {
			if unknown := c.absent("Namespace", ""); unknown != nil {
				return unknown
			}
			return estate.Texts() // nothing can be made where there is no namespace
		}
		level := o.Value.At("metadata", "labels", enforceLabel)
		if level.Unknown() {
			return level
		}
		return estate.Texts(level.Str())
	}
	var levels []string
	seen := map[string]bool{}
	for _, o := range c.namespaces {
		level := o.Value.At("metadata", "labels", enforceLabel).Str()
		if !seen[level] {
			seen[level] = true
			levels = append(levels, level)
		}
	}
	if unknown := c.absent("Namespace", ""); unknown != nil && !seen[""] && !seen["privileged"] {
		return unknown
	}
	slices.Sort(levels)
	return estate.Texts(levels...)
}

// guards name what may refuse pods beside Pod Security: webhooks that validate, and policies.
func (c *cluster) guards() *estate.Value {
	var names []string
	for _, o := range c.admission.webhooks {
		if o.Kind == "ValidatingWebhookConfiguration" && len(o.Value.Get("webhooks").Elements()) > 0 {
			names = append(names, o.Kind+" "+o.Name)
		}
	}
	for _, o := range c.admission.bindings {
		names = append(names, o.Kind+" "+o.Name)
	}
	slices.Sort(names)
	return estate.Texts(names...)
}

// Connect adds to a graph what belongs together in the target. Edges come from policies.
func (r *Relation) Connect(b *isolation.Builder) {
	if r.cluster.chart != nil {
		(&clusterMap{cluster: r.cluster, b: b}).connect()
	}
	r.host.connect(b, r.target)
}

// clusterMap connects a cluster's vertices.
type clusterMap struct {
	*cluster
	b *isolation.Builder
}

func (m *clusterMap) vertex(kind, namespace, name string) result.Vertex {
	return result.Vertex{Kind: kind, Target: m.target.ID, Namespace: namespace, Name: name}
}

func (m *clusterMap) connect() {
	if len(m.chart.places) == 0 && len(m.chart.nodes) == 0 && len(m.accounts) == 0 {
		return
	}
	m.chart.join()
	m.doubtNodes()
	namespaces := map[string]bool{}
	for _, o := range m.chart.nodes {
		m.b.Belong(m.vertex(isolation.KindNodes, "", ""), m.vertex(isolation.KindNode, "", o.Name))
	}
	for _, o := range m.accounts {
		m.account(o.Namespace, o.Name)
		namespaces[o.Namespace] = true
	}
	for _, p := range m.chart.places {
		namespaces[p.namespace] = true
		m.place(p)
	}
	for namespace := range namespaces {
		for _, kind := range []string{isolation.KindAccounts, isolation.KindWorkloads} {
			m.b.Belong(m.vertex(kind, "", ""), m.vertex(kind, namespace, ""))
		}
		m.group(rbac.Accounts+":"+namespace, rbac.Accounts)
	}
	m.group(rbac.Accounts, rbac.Authenticated)
	outside := result.Vertex{Kind: isolation.KindOutside}
	m.b.Belong(outside, m.vertex(isolation.KindGroup, "", rbac.Unauthenticated))
	admin := m.vertex(isolation.KindClusterAdmin, "", "")
	for _, kind := range []string{isolation.KindAccounts, isolation.KindWorkloads, isolation.KindNodes, isolation.KindUsers} {
		m.b.Belong(admin, m.vertex(kind, "", ""))
	}
	for _, name := range m.chart.users {
		m.b.Belong(m.vertex(isolation.KindUsers, "", ""), m.vertex(isolation.KindUser, "", name))
	}
	m.backends()
	m.traffic()
}

// doubtNodes says so where pods run on nodes of which there are none: snapshots of before nodes were collected are such.
func (m *clusterMap) doubtNodes() {
	placed := slices.ContainsFunc(m.chart.places, func(p *place) bool { return len(p.nodes) > 0 })
	if placed && !m.files && len(m.chart.nodes) == 0 {
		m.b.Problem("no node of " + m.target.ID + " was collected, though pods run on some: none is known to be a guest, and nothing leads from one to pods over " +
			"the network; collect anew if this is a snapshot of an older bulkhead")
	}
}

// group says that one group's members are all in the other.
func (m *clusterMap) group(name, within string) {
	m.b.Belong(m.vertex(isolation.KindGroup, "", name), m.vertex(isolation.KindGroup, "", within))
}

func (m *clusterMap) account(namespace, name string) {
	v := m.vertex(isolation.KindAccount, namespace, name)
	m.b.Belong(m.vertex(isolation.KindAccounts, namespace, ""), v)
	m.b.Belong(v, m.vertex(isolation.KindGroup, "", rbac.Accounts+":"+namespace))
}

func (m *clusterMap) workload(p *place) result.Vertex {
	return result.Vertex{Kind: isolation.KindWorkload, Target: m.target.ID, Resource: p.kind, Namespace: p.namespace, Name: p.name}
}

func (m *clusterMap) place(p *place) {
	w := m.workload(p)
	at := func(kind string) result.Vertex {
		v := w
		v.Kind = kind
		return v
	}
	m.b.Belong(w, at(isolation.KindContents))
	commanded := w
	if p.machine { // whoever commands pods is in the process that runs it
		commanded.Kind = isolation.KindVMM
	}
	m.b.Belong(m.vertex(isolation.KindWorkloads, p.namespace, ""), commanded)
	if !p.machine { // which holds no token of its pod's account
		m.account(p.namespace, p.account)
		m.b.Belong(at(isolation.KindIdentity), m.vertex(isolation.KindAccount, p.namespace, p.account))
	}
	m.b.Belong(at(isolation.KindTraffic), m.vertex(isolation.KindTraffic, "", p.class.Out()))
	if p.guest == nil { // else what listens is the machine
		m.b.Belong(m.vertex(isolation.KindTraffic, "", p.class.In()), w)
	} else {
		monitor := m.workload(p.guest)
		monitor.Kind = isolation.KindVMM
		m.b.Belong(monitor, w)
		m.b.Belong(at(isolation.KindContents), monitor)
	}
	for name := range p.nodes {
		node := m.vertex(isolation.KindNode, "", name)
		m.b.Belong(at(isolation.KindMachines), node)
		m.b.Belong(node, at(isolation.KindPlaced))
	}
	if len(p.nodes) > 0 {
		return
	}
	if m.files { // any of them may come to share a node
		some := m.vertex(isolation.KindNode, "", "")
		m.b.Belong(at(isolation.KindMachines), some)
		m.b.Belong(m.vertex(isolation.KindNodes, "", ""), some)
		m.b.Connect(some, at(isolation.KindPlaced), doubtful("placement", "may come to run on the same node, which the input does not say"))
		return
	}
	m.b.Connect(at(isolation.KindMachines), m.vertex(isolation.KindNodes, "", ""),
		doubtful("placement", "has no pod with a node now, and may get any"))
}

// doubtful is an edge that no policy makes, of which only Go knows that it is not certain.
func doubtful(name, why string) *result.Edge {
	return &result.Edge{ID: "relations/" + name, Cost: string(isolation.None), Unproven: true, Message: why, Evidence: []result.Evidence{}}
}

// backends connects services with the workloads whose pods they select: as they are open themselves, and as ingresses lead to them.
func (m *clusterMap) backends() {
	byNamespace := map[string][]*place{}
	for _, p := range m.chart.places {
		byNamespace[p.namespace] = append(byNamespace[p.namespace], p)
		if p.hostPort {
			at := m.workload(p)
			at.Kind = isolation.KindExposed
			m.enter(at, p, "a network plugin may let in what comes to a port of the node all the same")
		}
	}
	for _, o := range m.chart.services {
		selector := o.Value.At("spec", "selector").Fields()
		if len(selector) == 0 {
			continue
		}
		behind := m.vertex(isolation.KindBackends, o.Namespace, o.Name)
		direct := behind
		direct.Resource = "Service"
		passedOn := "what a node passes on may bear the node's address"
		if o.Value.At("spec", "externalTrafficPolicy").Str() == "Local" {
			passedOn = ""
		}
		for _, p := range byNamespace[o.Namespace] {
			if selects(selector, p.labels) {
				m.enter(direct, p, passedOn)
				m.enter(behind, p, "they may let in what passes the requests on")
			}
		}
	}
}

// enter leads from what is open to the outside to a workload, if network policies let that in. But says why it may come in where they do not:
// nothing where it does not.
func (m *clusterMap) enter(from result.Vertex, p *place, but string) {
	to := m.workload(p)
	if p.guest != nil {
		to = m.workload(p.guest)
	}
	switch answer := m.network.Enters(p.class); {
	case answer.Verdict == network.Allowed:
		m.b.Belong(from, to)
	case answer.Verdict == network.Unknown:
		m.b.Connect(from, to, doubtful("exposure", answer.Why.Text))
	case but != "":
		m.b.Connect(from, to, doubtful("exposure", "network policies let in nothing from outside the cluster, but "+but))
	}
}

func selects(selector []estate.Item, labels *estate.Value) bool {
	for _, item := range selector {
		if labels.Get(item.Key).Str() != item.Value.Str() {
			return false
		}
	}
	return true
}

// traffic connects what policies let through.
func (m *clusterMap) traffic() {
	doubts := map[string]*result.Edge{}
	for _, a := range m.network.Traffic() {
		var e *result.Edge
		if a.Unclear != nil {
			if e = doubts[a.Unclear.Text]; e == nil {
				e = doubtful("traffic", a.Unclear.Text)
				doubts[a.Unclear.Text] = e
			}
		}
		m.b.Connect(m.vertex(isolation.KindTraffic, "", a.From), m.vertex(isolation.KindTraffic, "", a.To), e)
	}
	for _, o := range m.chart.nodes {
		m.b.Belong(
			result.Vertex{Kind: isolation.KindTraffic, Target: m.target.ID, Resource: "Node", Name: o.Name},
			m.vertex(isolation.KindTraffic, "", network.Anywhere))
	}
}
