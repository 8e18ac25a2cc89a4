// Package network answers which traffic a cluster's network policies let through, as the API's documentation defines it. Pods that
// no policy can tell apart are one class, and each question is put to classes: nothing here is pods times policies.
//
// Whether the cluster's network plugin enforces policies is not asked. Replies to connections are always let through.
package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/labels"

	"bulkhead/audit/estate"
)

// Direction is ingress or egress, seen from the pods that policies select.
type Direction uint8

// The directions.
const (
	Ingress Direction = iota
	Egress
)

// Index holds a cluster's policies and classes of pods. It is used from one goroutine. All policies and namespaces come before the
// first class.
type Index struct {
	absent     func(kind, namespace string) *estate.Value
	namespaces map[string]labels.Set
	policies   map[string][]*policy
	faults     map[string]*estate.Value // policies that mean nothing, by namespace
	foreign    map[string]*estate.Value // policies of plugins' own kinds, by namespace, "" for all
	peers      map[string]*peer

	tiers          tiers           // administrators' policies
	administrators map[string]bool // their kinds and names
	nodes          []node
	ip4, ip6       bool // the families of the nodes' addresses

	keys    map[string]bool // labels of pods that selectors ask for
	names   map[string]bool // named ports that rules ask for
	interns map[string]*Class
	classes []*Class
	buffer  []byte
}

// New makes an empty index. Absent tells what it means that an object of a kind is not in the index: nil that it does not exist, or
// why that is not known.
func New(absent func(kind, namespace string) *estate.Value) *Index {
	return &Index{
		absent:     absent,
		namespaces: map[string]labels.Set{},
		policies:   map[string][]*policy{},
		faults:     map[string]*estate.Value{},
		foreign:    map[string]*estate.Value{},
		peers:      map[string]*peer{},

		administrators: map[string]bool{},

		keys:    map[string]bool{},
		names:   map[string]bool{},
		interns: map[string]*Class{},
	}
}

// AddNamespace takes a Namespace. One whose labels are not all known has its name's only.
func (x *Index) AddNamespace(o *estate.Object) {
	if o.Value.At("metadata", "labels").Missing() != nil {
		return
	}
	set := labels.Set{}
	for _, item := range o.Value.At("metadata", "labels").Fields() {
		set[item.Key] = item.Value.Str()
	}
	set[nameLabel] = o.Name
	x.namespaces[o.Name] = set
}

// AddPolicy takes a NetworkPolicy. An error says why the API server would refuse it; nothing is certain in its namespace then.
func (x *Index) AddPolicy(o *estate.Object) error {
	if missing := o.Value.At("spec").Missing(); missing != nil { // whoever read it has told so
		x.faults[o.Namespace] = estate.UnreadBecause(fmt.Sprintf("network policy %q: %s", o.Name, missing.Text))
		return nil
	}
	p, err := x.parsePolicy(o)
	if err != nil {
		err = fmt.Errorf("network policy %q means nothing: %w", o.Name, err)
		x.faults[o.Namespace] = estate.UnreadBecause(err.Error())
		return err
	}
	x.policies[o.Namespace] = append(x.policies[o.Namespace], p)
	x.asks(p.pods)
	for _, rules := range p.rules {
		for _, r := range rules {
			for _, peer := range r.peers {
				x.asks(peer.pods)
			}
			for _, port := range r.ports {
				if port.name != "" {
					x.names[port.name] = true
				}
			}
		}
	}
	return nil
}

// AddForeign takes a policy of a plugin's own kind. They may deny what NetworkPolicies let through, and let through what those deny,
// so nothing is certain in its namespace, or anywhere where it has none.
func (x *Index) AddForeign(o *estate.Object) {
	if x.foreign[o.Namespace] == nil {
		x.foreign[o.Namespace] = estate.NotInInputBecause(fmt.Sprintf(
			"%s %q of %s may decide about it too, and such policies are not understood",
			o.Kind, o.Name, o.Value.Get("apiVersion").Str()))
	}
}

// foreignTo says why policies of plugins' own kinds may decide about a namespace's traffic too, or nil.
func (x *Index) foreignTo(namespace string) *estate.Value {
	for _, scope := range [...]string{"", namespace} {
		if why := x.foreign[scope]; why != nil {
			return why
		}
	}
	for _, kind := range [...]string{
		"CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "GlobalNetworkPolicy",
		"AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy",
	} {
		// Files need not have any of these kinds. What a cluster has and does not show is another thing.
		if why := x.absent(kind, namespace); why != nil && why.Kind == estate.Unread {
			return why
		}
	}
	return nil
}

// asks takes note of the labels that tell pods apart.
func (x *Index) asks(s selector) {
	for _, r := range s.requirements {
		x.keys[r.Key()] = true
	}
}

// Class is all pods that policies cannot tell apart.
type Class struct {
	Namespace string
	// Labels are those that some selector asks for.
	Labels labels.Set
	// HostNetwork says that the pods use their nodes' network.
	HostNetwork bool
	// Ports are the named ports that some rule asks for.
	Ports []Port

	id      int
	sides   [2]*side
	missing *estate.Value // why it is not known what policies tell its pods apart by
}

// Port is a port that a container names.
type Port struct {
	Name, Protocol string
	Number         int32
}

// Class returns the class of a pod or pod template.
func (x *Index) Class(namespace string, pod *estate.Value) *Class {
	hostNetwork := pod.At("spec", "hostNetwork")
	c := Class{Namespace: namespace, HostNetwork: hostNetwork.IsTrue()}
	if c.missing = pod.At("metadata", "labels").Missing(); hostNetwork.Unknown() {
		c.missing = hostNetwork
	}
	kept := x.labelsOf(pod)
	c.Ports = x.portsOf(pod)
	key := append(x.buffer[:0], namespace...)
	key = strconv.AppendBool(append(key, '\n'), c.HostNetwork)
	for _, item := range kept {
		key = append(append(append(append(key, '\n'), item.Key...), '='), item.Value.Str()...)
	}
	for _, p := range c.Ports {
		key = strconv.AppendInt(append(append(append(append(key, '\n', ':'), p.Name...), p.Protocol...), ' '), int64(p.Number), 10)
	}
	if c.missing != nil {
		key = append(append(key, '\n', '?'), c.missing.Text...)
	}
	x.buffer = key
	if known := x.interns[string(key)]; known != nil {
		return known
	}
	c.Labels = make(labels.Set, len(kept))
	for _, item := range kept {
		c.Labels[item.Key] = item.Value.Str()
	}
	c.id = len(x.classes)
	x.classes = append(x.classes, &c)
	x.interns[string(key)] = &c
	return &c
}

func (x *Index) labelsOf(pod *estate.Value) []estate.Item {
	var kept []estate.Item
	for _, item := range pod.At("metadata", "labels").Fields() {
		if x.keys[item.Key] {
			kept = append(kept, item)
		}
	}
	slices.SortFunc(kept, func(a, b estate.Item) int { return strings.Compare(a.Key, b.Key) })
	return kept
}

// portsOf returns what named ports stand for: those of containers and of sidecars.
func (x *Index) portsOf(pod *estate.Value) []Port {
	if len(x.names) == 0 {
		return nil
	}
	var named []Port
	for _, list := range [...]string{"containers", "initContainers"} {
		for _, container := range pod.At("spec", list).Elements() {
			if list == "initContainers" && container.Value.Get("restartPolicy").Str() != "Always" {
				continue
			}
			for _, port := range container.Value.Get("ports").Elements() {
				name := port.Value.Get("name").Str()
				number := port.Value.Get("containerPort")
				if !x.names[name] || number == nil {
					continue
				}
				n, err := strconv.ParseInt(number.Text, 10, 32)
				if err != nil {
					continue // the API refuses it
				}
				p := Port{Name: name, Protocol: port.Value.Get("protocol").Str(), Number: int32(n)}
				if p.Protocol == "" {
					p.Protocol = "TCP"
				}
				named = append(named, p)
			}
		}
	}
	return named
}

// Classes returns the classes that were asked for so far.
func (x *Index) Classes() []*Class { return x.classes }
