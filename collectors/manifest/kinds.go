package manifest

import (
	"slices"
	"strings"
)

// phase is when objects are sent: what others depend on first, owners before what they own.
type phase uint8

const (
	references phase = iota
	owners
	owned // ReplicaSets and Jobs
	pods
	phases
)

// kind is a kind of Kubernetes object that bulkhead looks at.
type kind struct {
	// group is its API group, legacy one that it once had. Other groups' kinds of that name are something else.
	group, legacy string
	// others are groups of other projects whose kind of that name matters as well.
	others      []string
	phase       phase
	clusterWide bool
}

// calico are the groups of Calico's kinds, as it stores them and as its own API server shows them.
var calico = []string{"crd.projectcalico.org", "projectcalico.org"}

var kinds = map[string]kind{
	"Namespace":          {phase: references, clusterWide: true},
	"Node":               {phase: references, clusterWide: true},
	"ServiceAccount":     {phase: references},
	"ClusterRole":        {group: "rbac.authorization.k8s.io", phase: references, clusterWide: true},
	"Role":               {group: "rbac.authorization.k8s.io", phase: references},
	"ClusterRoleBinding": {group: "rbac.authorization.k8s.io", phase: references, clusterWide: true},
	"RoleBinding":        {group: "rbac.authorization.k8s.io", phase: references},
	"NetworkPolicy":      {group: "networking.k8s.io", legacy: "extensions", others: calico, phase: references},
	"LimitRange":         {phase: references},
	"ResourceQuota":      {phase: references},
	"RuntimeClass":       {group: "node.k8s.io", phase: references, clusterWide: true},
	"PriorityClass":      {group: "scheduling.k8s.io", phase: references, clusterWide: true},

	// What network plugins let through beside, and in spite of, network policies.
	"GlobalNetworkPolicy":            {others: calico, phase: references, clusterWide: true},
	"CiliumNetworkPolicy":            {group: "cilium.io", phase: references},
	"CiliumClusterwideNetworkPolicy": {group: "cilium.io", phase: references, clusterWide: true},

	// Administrators' policies, asked before and after network policies.
	"AdminNetworkPolicy":         {group: "policy.networking.k8s.io", phase: references, clusterWide: true},
	"BaselineAdminNetworkPolicy": {group: "policy.networking.k8s.io", phase: references, clusterWide: true},
	"ClusterNetworkPolicy":       {group: "policy.networking.k8s.io", phase: references, clusterWide: true},

	"Deployment":            {group: "apps", legacy: "extensions", phase: owners},
	"StatefulSet":           {group: "apps", phase: owners},
	"DaemonSet":             {group: "apps", legacy: "extensions", phase: owners},
	"CronJob":               {group: "batch", phase: owners},
	"ReplicationController": {phase: owners},
	"PodTemplate":           {phase: owners},
	"Service":               {phase: owners},
	"Ingress":               {group: "networking.k8s.io", legacy: "extensions", phase: owners},
	"Gateway":               {group: "gateway.networking.k8s.io", phase: owners},
	"HTTPRoute":             {group: "gateway.networking.k8s.io", phase: owners},
	"GRPCRoute":             {group: "gateway.networking.k8s.io", phase: owners},
	"ReferenceGrant":        {group: "gateway.networking.k8s.io", phase: owners},
	"ReplicaSet":            {group: "apps", legacy: "extensions", phase: owned},
	"Job":                   {group: "batch", phase: owned},
	"Pod":                   {phase: pods},

	"PersistentVolume":                 {phase: references, clusterWide: true},
	"PersistentVolumeClaim":            {phase: references},
	"ValidatingWebhookConfiguration":   {group: "admissionregistration.k8s.io", phase: references, clusterWide: true},
	"MutatingWebhookConfiguration":     {group: "admissionregistration.k8s.io", phase: references, clusterWide: true},
	"ValidatingAdmissionPolicy":        {group: "admissionregistration.k8s.io", phase: references, clusterWide: true},
	"ValidatingAdmissionPolicyBinding": {group: "admissionregistration.k8s.io", phase: references, clusterWide: true},
	"ResourceClaim":                    {group: "resource.k8s.io", phase: references},
	"ResourceClaimTemplate":            {group: "resource.k8s.io", phase: references},

	// What verifies images' signatures.
	"ClusterImagePolicy": {group: "policy.sigstore.dev", phase: references, clusterWide: true},
	"ClusterPolicy":      {group: "kyverno.io", phase: references, clusterWide: true},
	"Policy":             {group: "kyverno.io", phase: references},

	"KubeVirt":               {group: "kubevirt.io", phase: references},
	"VirtualMachine":         {group: "kubevirt.io", phase: owners},
	"VirtualMachineInstance": {group: "kubevirt.io", phase: owned},
}

// lookup returns the kind of that name and API version.
func lookup(name, apiVersion string) (kind, bool) {
	k, ok := kinds[name]
	group, _, grouped := strings.Cut(apiVersion, "/")
	if !grouped {
		group = ""
	}
	if group != "" && (group == k.legacy || slices.Contains(k.others, group)) {
		return k, ok
	}
	return k, ok && group == k.group
}

// libvirtKinds are the documents of libvirt that bulkhead looks at, by the name of their root element.
var libvirtKinds = map[string]struct {
	name  string
	phase phase
}{
	"capabilities":   {"Host", references},
	"network":        {"Network", references},
	"filter":         {"NWFilter", references},
	"pool":           {"StoragePool", references},
	"domain":         {"Domain", owners},
	"volume":         {"StorageVolume", owners},
	"secret":         {"Secret", owners},
	"domainsnapshot": {"DomainSnapshot", owned},
}

// isList says whether objects of that kind hold others.
func isList(kind string) bool { return strings.HasSuffix(kind, "List") }

// hiddenBy returns the kinds of references that a text mentions and that are missing where it cannot be read.
func hiddenBy(text []byte) []string {
	var hidden []string
	for _, match := range kindMention.FindAllSubmatch(text, -1) {
		name := string(match[1])
		if k, ok := kinds[name]; ok && k.phase == references && !slices.Contains(hidden, name) {
			hidden = append(hidden, name)
		}
	}
	return hidden
}
