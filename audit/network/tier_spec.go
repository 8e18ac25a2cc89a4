package network

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"bulkhead/audit/estate"
)

// The fields of the three kinds, of policy.networking.k8s.io v1alpha1 as of network-policy-api v0.1.7, and v1alpha2 and v1beta1 as of v0.2.0.
// Earlier versions of v1alpha1 had other peers: those are fields that are not known here.
type adminSpec struct {
	Tier     *string         `json:"tier"`     // of a ClusterNetworkPolicy
	Priority *int32          `json:"priority"` // not of a BaselineAdminNetworkPolicy
	Subject  adminPeerSpec   `json:"subject"`
	Ingress  []adminRuleSpec `json:"ingress"`
	Egress   []adminRuleSpec `json:"egress"`
}

type adminRuleSpec struct {
	Name      string          `json:"name"`
	Action    string          `json:"action"`
	From      []adminPeerSpec `json:"from"`
	To        []adminPeerSpec `json:"to"`
	Ports     []adminPortSpec `json:"ports"`     // v1alpha1
	Protocols []adminPortSpec `json:"protocols"` // from v1alpha2 on
}

type adminPeerSpec struct {
	Namespaces *metav1.LabelSelector `json:"namespaces"`
	Pods       *struct {
		NamespaceSelector metav1.LabelSelector `json:"namespaceSelector"`
		PodSelector       metav1.LabelSelector `json:"podSelector"`
	} `json:"pods"`
	Nodes       *metav1.LabelSelector `json:"nodes"`
	Networks    []string              `json:"networks"`
	DomainNames []string              `json:"domainNames"`
}

// adminPortSpec holds the ports of both shapes.
type adminPortSpec struct {
	PortNumber *struct {
		Protocol string `json:"protocol"`
		Port     int32  `json:"port"`
	} `json:"portNumber"`
	PortRange *struct {
		Protocol string `json:"protocol"`
		Start    int32  `json:"start"`
		End      int32  `json:"end"`
	} `json:"portRange"`
	NamedPort *string `json:"namedPort"`

	TCP                  *destinationSpec `json:"tcp"`
	UDP                  *destinationSpec `json:"udp"`
	SCTP                 *destinationSpec `json:"sctp"`
	DestinationNamedPort *string          `json:"destinationNamedPort"`
}

type destinationSpec struct {
	DestinationPort *struct {
		Number *int32 `json:"number"`
		Range  *struct {
			Start int32 `json:"start"`
			End   int32 `json:"end"`
		} `json:"range"`
	} `json:"destinationPort"`
}

// errNotUnderstood is what a later version of the API may have a meaning for.
var errNotUnderstood = errors.New("is not understood")

// parseAdminPolicy reads a policy, and where it belongs. What cannot be read makes it opaque, as far as it goes.
func (x *Index) parseAdminPolicy(o *estate.Object) (p *adminPolicy, where []tier, refused error) {
	p = &adminPolicy{kind: o.Kind, name: o.Name, priority: -1}
	where = tiersOfKind(o.Kind)
	spec, err := adminSpecOf(o)
	if spec != nil {
		if o.Kind == "ClusterNetworkPolicy" && spec.Tier != nil {
			switch *spec.Tier {
			case "Admin":
				where = []tier{admin}
			case "Baseline":
				where = []tier{baseline}
			}
		}
		p.subject, _ = x.parseSubject(&spec.Subject)
	}
	if err == nil {
		err = x.parseAdminSpec(p, spec)
	}
	switch {
	case err == nil:
	case errors.Is(err, errNotUnderstood):
		p.opaque = estate.NotInInputBecause(fmt.Sprintf("%s %q may decide about it too: %s", o.Kind, o.Name, err))
	default:
		p.opaque = estate.UnreadBecause(fmt.Sprintf("%s %q: %s", o.Kind, o.Name, err))
		refused = err
	}
	if p.opaque != nil {
		p.rules = [2][]*adminRule{}
	}
	return p, where, refused
}

func tiersOfKind(kind string) []tier {
	switch kind {
	case "AdminNetworkPolicy":
		return []tier{admin}
	case "BaselineAdminNetworkPolicy":
		return []tier{baseline}
	}
	return []tier{admin, baseline} // as long as it is not known which
}

// adminSpecOf decodes a policy's specification. It returns what it has where more is in it than is known here.
func adminSpecOf(o *estate.Object) (*adminSpec, error) {
	version := o.Value.Get("apiVersion").Str()
	known := map[string][]string{
		"AdminNetworkPolicy":         {"v1alpha1"},
		"BaselineAdminNetworkPolicy": {"v1alpha1"},
		"ClusterNetworkPolicy":       {"v1alpha2", "v1beta1"},
	}[o.Kind]
	if _, v, _ := strings.Cut(version, "/"); !slices.Contains(known, v) {
		return nil, fmt.Errorf("its version %s %w", version, errNotUnderstood)
	}
	if missing := o.Value.At("spec").Missing(); missing != nil {
		return nil, fmt.Errorf("spec: %s", missing.Text)
	}
	text := estate.AppendJSON(nil, o.Value.Get("spec"))
	var spec adminSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, fmt.Errorf("read spec: %w", err)
	}
	if err := json.Unmarshal(text, new(adminSpec), json.RejectUnknownMembers(true)); err != nil {
		return &spec, fmt.Errorf("a field of it %w: %w", errNotUnderstood, err)
	}
	return &spec, nil
}

func (x *Index) parseAdminSpec(p *adminPolicy, spec *adminSpec) error {
	actions := map[string]outcomes{"Allow": accepted, "Deny": refused, "Pass": passed}
	switch p.kind {
	case "BaselineAdminNetworkPolicy":
		if p.name != "default" {
			return errors.New("its name is not default, the only one that the API has")
		}
		delete(actions, "Pass")
		spec.Priority = new(int32)
	case "ClusterNetworkPolicy":
		actions = map[string]outcomes{"Accept": accepted, "Deny": refused, "Pass": passed}
		if spec.Tier == nil || (*spec.Tier != "Admin" && *spec.Tier != "Baseline") {
			return errors.New("tier: neither Admin nor Baseline")
		}
	}
	if spec.Priority == nil || *spec.Priority < 0 || *spec.Priority > 1000 {
		return errors.New("priority: not a number from 0 to 1000")
	}
	p.priority = *spec.Priority
	if _, err := x.parseSubject(&spec.Subject); err != nil {
		return fmt.Errorf("subject: %w", err)
	}
	for d, rules := range [2][]adminRuleSpec{Ingress: spec.Ingress, Egress: spec.Egress} {
		for i := range rules {
			r, err := x.parseAdminRule(p.kind, Direction(d), &rules[i], actions)
			if err != nil {
				return fmt.Errorf("%s: rule %d: %w", [...]string{"ingress", "egress"}[d], i+1, err)
			}
			p.rules[d] = append(p.rules[d], r)
		}
	}
	return nil
}

func (x *Index) parseSubject(spec *adminPeerSpec) (*peer, error) {
	if spec.Nodes != nil || spec.Networks != nil || spec.DomainNames != nil {
		return nil, fmt.Errorf("its kind %w", errNotUnderstood)
	}
	p, err := x.parseAdminPeer(spec)
	if err != nil {
		return nil, err
	}
	return p.pods, nil
}

func (x *Index) parseAdminRule(kind string, d Direction, spec *adminRuleSpec, actions map[string]outcomes) (*adminRule, error) {
	does, ok := actions[spec.Action]
	if !ok {
		return nil, fmt.Errorf("there is no action %q", spec.Action)
	}
	r := &adminRule{does: does}
	peers, others := spec.From, spec.To
	if d == Egress {
		peers, others = others, peers
	}
	if len(peers) == 0 || others != nil {
		return nil, errors.New("it has no peers for its direction, or some for the other")
	}
	for i := range peers {
		p, err := x.parseAdminPeer(&peers[i])
		if err != nil {
			return nil, fmt.Errorf("peer %d: %w", i+1, err)
		}
		if d == Ingress && p.pods == nil {
			return nil, fmt.Errorf("peer %d: its kind %w for ingress", i+1, errNotUnderstood)
		}
		if p.domains && (does != accepted || kind == "BaselineAdminNetworkPolicy") {
			return nil, fmt.Errorf("peer %d: domain names %w for anything but what an administrator accepts", i+1, errNotUnderstood)
		}
		r.peers = append(r.peers, p)
	}
	lists := spec.Ports
	if kind == "ClusterNetworkPolicy" {
		lists = spec.Protocols
	}
	if (spec.Ports != nil && spec.Protocols != nil) || len(spec.Ports)+len(spec.Protocols) != len(lists) {
		return nil, fmt.Errorf("how it names ports %w", errNotUnderstood)
	}
	if lists != nil && len(lists) == 0 {
		return nil, errors.New("its list of ports is empty")
	}
	for i := range lists {
		p, err := parseAdminPort(&lists[i])
		if err != nil {
			return nil, fmt.Errorf("port %d: %w", i+1, err)
		}
		r.ports = append(r.ports, p)
	}
	return r, nil
}

// parseAdminPeer reads a peer, which has one field. One without is of a kind that a later version of the API has.
func (x *Index) parseAdminPeer(spec *adminPeerSpec) (*adminPeer, error) {
	fields := 0
	for _, set := range [...]bool{
		spec.Namespaces != nil, spec.Pods != nil, spec.Nodes != nil, len(spec.Networks) > 0, len(spec.DomainNames) > 0,
	} {
		if set {
			fields++
		}
	}
	switch {
	case fields == 0:
		return nil, fmt.Errorf("what it selects %w", errNotUnderstood)
	case fields > 1:
		return nil, errors.New("it has more than one field")
	}
	p := &adminPeer{domains: len(spec.DomainNames) > 0}
	for _, text := range spec.Networks {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("networks: %w", err)
		}
		p.networks = append(p.networks, prefix.Masked())
	}
	namespaces, pods := spec.Namespaces, &metav1.LabelSelector{}
	if spec.Pods != nil {
		namespaces, pods = &spec.Pods.NamespaceSelector, &spec.Pods.PodSelector
	}
	if namespaces != nil {
		selected := &peer{}
		var err error
		if selected.namespaces, err = newSelector(namespaces); err != nil {
			return nil, fmt.Errorf("namespaces: %w", err)
		}
		if selected.pods, err = newSelector(pods); err != nil {
			return nil, fmt.Errorf("pods: %w", err)
		}
		p.pods = x.intern(selected)
	}
	if spec.Nodes != nil {
		s, err := newSelector(spec.Nodes)
		if err != nil {
			return nil, fmt.Errorf("nodes: %w", err)
		}
		p.nodes = &s
	}
	return p, nil
}

func parseAdminPort(spec *adminPortSpec) (ports, error) {
	var all []ports
	add := func(protocol string, from, to int32) {
		all = append(all, ports{protocol: protocol, from: from, to: to})
	}
	if n := spec.PortNumber; n != nil {
		add(n.Protocol, n.Port, n.Port)
	}
	if r := spec.PortRange; r != nil {
		add(r.Protocol, r.Start, r.End)
	}
	for i := range all {
		if all[i].protocol == "" {
			all[i].protocol = "TCP" // the API's default
		}
	}
	for _, name := range [...]*string{spec.NamedPort, spec.DestinationNamedPort} {
		if name != nil {
			all = append(all, ports{name: *name}) // of any protocol
		}
	}
	for protocol, to := range map[string]*destinationSpec{"TCP": spec.TCP, "UDP": spec.UDP, "SCTP": spec.SCTP} {
		switch {
		case to == nil:
		case to.DestinationPort == nil:
			return ports{}, fmt.Errorf("what it matches of %s %w", protocol, errNotUnderstood)
		case to.DestinationPort.Number != nil && to.DestinationPort.Range == nil:
			add(protocol, *to.DestinationPort.Number, *to.DestinationPort.Number)
		case to.DestinationPort.Number == nil && to.DestinationPort.Range != nil:
			add(protocol, to.DestinationPort.Range.Start, to.DestinationPort.Range.End)
		default:
			return ports{}, errors.New("it has neither one number nor one range")
		}
	}
	switch {
	case len(all) == 0:
		return ports{}, fmt.Errorf("what it selects %w", errNotUnderstood)
	case len(all) > 1:
		return ports{}, errors.New("it has more than one field")
	}
	p := all[0]
	switch {
	case p.name != "":
	case !slices.Contains([]string{"TCP", "UDP", "SCTP"}, p.protocol):
		return p, fmt.Errorf("the protocol %q %w", p.protocol, errNotUnderstood)
	case p.from < 1 || p.to < p.from || p.to > 65535:
		return p, fmt.Errorf("there are no ports %d to %d", p.from, p.to)
	}
	return p, nil
}
