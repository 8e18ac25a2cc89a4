package rbac

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/estate"
)

// What Kubernetes binds by itself: api-server.json is what the API server of Kubernetes v1.37.2 creates, as it does so (a test rewrites
// it with -update), kubeadm.json what cmd/kubeadm of v1.37.2 does, read on 2026-11-24.
//
//go:embed shipped/*.json
var shippedFiles embed.FS

// Shipped is roles and bindings by NAMESPACE/NAME, cluster-wide ones by /NAME.
type Shipped struct {
	Roles    map[string][]Rule         `json:"roles"`
	Bindings map[string]ShippedBinding `json:"bindings"`
	accounts map[string]bool           // that bindings name, by NAMESPACE/NAME
}

// ShippedBinding is a binding as Kubernetes creates it. Subjects are KIND/NAME, or ServiceAccount/NAMESPACE/NAME.
type ShippedBinding struct {
	Role     string   `json:"role"`
	Subjects []string `json:"subjects"`
}

// loadShipped reads what is built in; a fault in it is the program's.
func loadShipped() *Shipped {
	all := &Shipped{Roles: map[string][]Rule{}, Bindings: map[string]ShippedBinding{}}
	for _, file := range []string{"shipped/api-server.json", "shipped/kubeadm.json"} {
		text, err := shippedFiles.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(text, all) // adds to the maps
		}
		if err != nil {
			panic(fmt.Errorf("read %s: %w", file, err))
		}
	}
	return all
}

// known is what Kubernetes ships, read when first asked for.
func (x *Index) known() *Shipped {
	if x.shipped == nil {
		x.shipped = loadShipped()
		x.shipped.accounts = map[string]bool{}
		for _, binding := range x.shipped.Bindings {
			for _, subject := range binding.Subjects {
				if account, ok := strings.CutPrefix(subject, "ServiceAccount/"); ok {
					x.shipped.accounts[account] = true
				}
			}
		}
	}
	return x.shipped
}

// ShipsRole says that Kubernetes ships a role of that name; ClusterRoles are in no namespace.
func (x *Index) ShipsRole(namespace, name string) bool {
	_, ok := x.known().Roles[namespace+"/"+name]
	return ok
}

// ShipsAccount says that Kubernetes binds an account of that name by itself: its own controllers use such.
func (x *Index) ShipsAccount(namespace, name string) bool {
	return x.known().accounts[namespace+"/"+name]
}

// AsShipped is what of a binding is as Kubernetes ships it.
type AsShipped struct {
	// Binding says that Kubernetes ships a binding of that name, to that role.
	Binding bool
	// Role says that it refers to a ClusterRole of a name that Kubernetes ships one of.
	Role bool
	// Subjects are the positions of those subjects that Kubernetes binds so.
	Subjects []int
	// AddedRules are the positions of those rules of the role that the shipped role does not give, where there are such subjects.
	AddedRules []int
}

// AsShipped tells what of a binding is as Kubernetes ships it. The group system:masters may do everything whatever RBAC says, so that no
// binding gives it anything.
func (x *Index) AsShipped(binding *estate.Object) AsShipped {
	shipped := x.known()
	var found AsShipped
	known, ok := shipped.Bindings[binding.Namespace+"/"+binding.Name]
	_, namespace, name, refers := RefersTo(binding)
	if refers && namespace == "" {
		_, found.Role = shipped.Roles["/"+name]
	}
	roleName := namespace + "/" + name
	ok = ok && refers && known.Role == roleName
	found.Binding = ok
	for i, item := range binding.Value.Get("subjects").Elements() {
		who := subjectName(item.Value)
		if who == "Group/"+Masters || (ok && slices.Contains(known.Subjects, who)) {
			found.Subjects = append(found.Subjects, i)
		}
	}
	o := x.Role(namespace, name)
	if !ok || len(found.Subjects) == 0 || o == nil {
		return found
	}
	shippedRules := &ruleSet{rules: shipped.Roles[roleName]}
	for i, item := range o.Value.Get("rules").Elements() {
		rules, unclear := rulesOf(estate.ListOf(item.Value))
		if unclear == nil && !shippedRules.covers(&rules[0]) {
			found.AddedRules = append(found.AddedRules, i)
		}
	}
	return found
}

// StandsForMany says that a binding's subject is a user or group that Kubernetes itself gives a meaning, other than a single node or account.
func StandsForMany(kind, name string) bool {
	return (kind == "User" || kind == "Group") && strings.HasPrefix(name, "system:") &&
		!strings.HasPrefix(name, "system:node:") && !strings.HasPrefix(name, "system:serviceaccount:")
}

func subjectName(v *estate.Value) string {
	kind, name := v.Get("kind").Str(), v.Get("name").Str()
	if kind == "ServiceAccount" {
		return kind + "/" + v.Get("namespace").Str() + "/" + name
	}
	return kind + "/" + name
}

// manyRequests bounds how many requests a rule is taken apart into.
const manyRequests = 10_000

// covers says that the set allows all that the rule does.
func (s *ruleSet) covers(r *Rule) bool {
	names := r.ResourceNames
	if len(names) == 0 {
		names = []string{something}
	}
	if len(r.Verbs)*(len(r.APIGroups)*len(r.Resources)*len(names)+len(r.NonResourceURLs)) > manyRequests {
		return false
	}
	for _, verb := range r.Verbs {
		for _, url := range r.NonResourceURLs {
			if !s.allows(&Request{Verb: verb, URL: url}) {
				return false
			}
		}
		for _, group := range r.APIGroups {
			for _, element := range r.Resources {
				resource, subresource, _ := strings.Cut(element, "/")
				for _, name := range names {
					if !s.allows(&Request{Verb: verb, Group: group, Resource: resource, Subresource: subresource, Name: name}) {
						return false
					}
				}
			}
		}
	}
	return true
}
