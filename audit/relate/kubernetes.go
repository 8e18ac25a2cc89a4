package relate

import (
	"fmt"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/network"
	"bulkhead/audit/rbac"
	"bulkhead/audit/subject"
)

// cluster relates the objects of one cluster, or of one estate of files.
type cluster struct {
	files      bool
	include    func(namespace string) bool
	target     *estate.Target
	minor      *estate.Value // known when the first object comes
	namespaces map[string]*estate.Object
	accounts   map[string]*estate.Object // by namespace/name
	inside     map[string][]string       // the names of a namespace's accounts, when first asked for
	users      accountUse
	rights     *rbac.Index
	network    *network.Index
	selections map[*network.Class]*estate.Value
	memory     map[string]*estate.Value // what LimitRanges give containers without a memory limit, by namespace
	unread     map[string]string        // why, by kind/namespace, or kind/ for all namespaces
	owners     map[string]*owner        // by UID
	shapes     map[string]string        // of pods and templates, each once
	facts      map[string]*estate.Value
	chart      *chart // nil where nobody asks for it
	// getRunsCommands says that an API server takes get for running commands in pods, whatever its version.
	getRunsCommands bool

	surroundings
}

func newCluster(target *estate.Target, files bool, include func(string) bool) *cluster {
	c := &cluster{
		files:      files,
		include:    include,
		namespaces: map[string]*estate.Object{},
		accounts:   map[string]*estate.Object{},
		selections: map[*network.Class]*estate.Value{},
		memory:     map[string]*estate.Value{},
		unread:     map[string]string{},
		owners:     map[string]*owner{},
		shapes:     map[string]string{},
		facts:      map[string]*estate.Value{},
	}
	c.target = target
	c.rights = rbac.New(files, c.absent)
	c.network = network.New(c.absent)
	return c
}

func (c *cluster) problem(p estate.Problem) {
	if p.Kind != "" {
		c.unread[p.Kind+"/"+p.Namespace] = p.What + ": " + p.Error
	}
}

// unplaced notes an object of which it is not known what it is called or where it belongs: any of its kind may be that one.
func (c *cluster) unplaced(o *estate.Object) {
	for _, field := range [...]string{"namespace", "name"} {
		if v := o.Value.At("metadata", field); v.Unknown() {
			c.unread[o.Kind+"/"] = unreadIn(o, v).Text
		}
	}
}

// reference keeps an object that facts about others are made of, and says whether o is one. An error says
// what is wrong with it.
func (c *cluster) reference(o *estate.Object) (bool, error) {
	if c.minor == nil { // a collector learns the version before it sends the first object, and not before it is asked to collect
		c.minor = minorVersion(c.target, c.files)
	}
	switch o.Kind {
	case "Namespace":
		c.namespaces[o.Name] = o
		c.network.AddNamespace(o)
	case "Node":
		c.network.AddNode(o)
	case "ServiceAccount":
		c.accounts[o.Namespace+"/"+o.Name] = o
	case "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding":
		c.rights.Add(o)
	case "NetworkPolicy", "GlobalNetworkPolicy", "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy",
		"AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy":
		return true, c.networkPolicy(o)
	case "LimitRange":
		if memory := defaultMemory(o); memory != nil && c.memory[o.Namespace] == nil {
			c.memory[o.Namespace] = memory
		}
	default:
		return podTemplatePath(o.Kind) == nil && exposing(o) == "", nil
	}
	return true, nil
}

// absent tells what it means that an object of a namespaced kind was not found: nil that it does not exist, or why that is not
// known. Cluster-wide kinds have an empty namespace.
func (c *cluster) absent(kind, namespace string) *estate.Value {
	for _, scope := range []string{"", namespace} {
		if why, ok := c.unread[kind+"/"+scope]; ok {
			return estate.UnreadBecause(why)
		}
	}
	if !c.files || namespace != "" && (c.namespaces[namespace] != nil || c.target.Whole != nil && c.target.Whole(namespace)) {
		return nil
	}
	if namespace == "" {
		return c.fact("no "+kind, func() *estate.Value {
			return estate.NotInInputBecause("the input does not hold that " + kind)
		})
	}
	return c.fact("no "+kind+"/"+namespace, func() *estate.Value {
		return estate.NotInInputBecause(fmt.Sprintf("the input has no Namespace object %q, so it may not hold every %s there", namespace, kind))
	})
}

// unreadAnywhere says why objects of a kind may be missing, in whatever namespace; nil where all were read.
func (c *cluster) unreadAnywhere(kind string) (unread *estate.Value) {
	for scope, why := range c.unread {
		if strings.HasPrefix(scope, kind+"/") && (unread == nil || why < unread.Text) {
			unread = estate.UnreadBecause(why)
		}
	}
	return unread
}

// defaultMemory returns the memory limit that a LimitRange gives containers without one, or nil.
func defaultMemory(limitRange *estate.Object) *estate.Value {
	limits := limitRange.Value.At("spec", "limits")
	if limits.Unknown() {
		return unreadIn(limitRange, limits)
	}
	for _, item := range limits.Elements() {
		if kind := item.Value.At("type"); kind.Unknown() {
			return unreadIn(limitRange, kind)
		}
		if item.Value.Get("type").Str() != "Container" {
			continue
		}
		for _, field := range [...]string{"default", "max"} { // the API's default for default is max
			memory := item.Value.At(field, "memory")
			switch {
			case memory.Unknown():
				return unreadIn(limitRange, memory)
			case memory != nil && memory.Kind != estate.Null:
				return memory
			}
		}
	}
	return nil
}

// unreadIn is what a fact is where a value of another object that it is made of is not known.
func unreadIn(o *estate.Object, v *estate.Value) *estate.Value {
	return estate.UnreadBecause(fmt.Sprintf("%s %q: %s", o.Kind, o.Name, v.Text))
}

// defaultMemory returns what a namespace's LimitRanges give: nil if nothing, or why that is not known.
func (c *cluster) defaultMemory(namespace string) *estate.Value {
	if memory := c.memory[namespace]; memory != nil {
		return memory
	}
	return c.absent("LimitRange", namespace)
}

// fact returns a computed value, the same one for the same key.
func (c *cluster) fact(key string, compute func() *estate.Value) *estate.Value {
	v, ok := c.facts[key]
	if !ok {
		v = compute()
		c.facts[key] = v
	}
	return v
}

func (c *cluster) referencesDone(yield func(*subject.Subject)) {
	for _, o := range c.namespaces {
		if c.include(o.Name) {
			yield(&subject.Subject{
				Kind: "kubernetes/namespace", Object: o,
				Roots: []subject.Root{{Name: "namespace", Value: o.Value, Object: o}, c.namespaceFacts(o.Name)},
			})
		}
	}
	for _, o := range c.rights.Bindings() {
		if o.Namespace == "" || c.include(o.Namespace) {
			yield(c.binding(o))
		}
	}
	c.roleSubjects(yield)
}

func (c *cluster) commonFacts() subject.Root {
	return subject.Root{Name: "facts", Value: c.fact("", func() *estate.Value {
		return estate.MapOf(estate.Item{Key: "minor", Value: c.minor})
	})}
}

func (c *cluster) object(kind, namespace, name string, all map[string]*estate.Object, key string) subject.Root {
	if o := all[key]; o != nil {
		return subject.Root{Name: kind, Value: o.Value, Object: o}
	}
	return subject.Root{Name: kind, Value: c.absent(name, namespace)}
}
