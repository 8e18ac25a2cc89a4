package isolation

import (
	"strings"

	"bulkhead/audit/result"
)

// Kinds of vertices. Some stand for several of a kind, so that what leads to all of them is one connection.
const (
	KindWorkload     = "workload"      // pods of one owner with one configuration; whoever holds it chooses the pod
	KindContents     = "contents"      // what is in such pods, wherever they run: account, volumes, network
	KindAccount      = "account"       // a service account's rights
	KindGroup        = "group"         // a group's rights
	KindUser         = "user"          // a user's rights
	KindNode         = "node"          // root on a node
	KindDomain       = "domain"        // a guest, inside
	KindVMM          = "vmm"           // the process that runs a guest
	KindHost         = "host"          // root on a machine with guests
	KindNetwork      = "network"       // a network that guests are on
	KindVolume       = "volume"        // a volume's data
	KindImage        = "image"         // a guest's disk
	KindClusterAdmin = "cluster-admin" // all rights in a cluster
	KindOutside      = "outside"       // the network: whoever sends packets from elsewhere
	KindLocalUser    = "local-user"    // somebody without rights on a machine

	KindMachines  = "machines"   // the nodes that a workload runs on
	KindPlaced    = "placed"     // a workload's pods, seen from their nodes
	KindIdentity  = "identity"   // the account of a workload's pods
	KindAccounts  = "accounts"   // all service accounts of a namespace or cluster
	KindWorkloads = "workloads"  // all workloads of a namespace or cluster
	KindNodes     = "nodes"      // all nodes of a cluster
	KindUsers     = "users"      // all users of a cluster
	KindBackends  = "backends"   // all workloads behind a service
	KindExposed   = "exposed"    // a workload's ports at its nodes' addresses
	KindTraffic   = "traffic"    // what some network policies have in common
	KindLabel     = "label"      // all processes of a host with one label or user
	KindCores     = "cores"      // guests that share a host's cores
	KindPages     = "pages"      // guests that share a host's memory pages
	KindImageData = "image-data" // what is written to a guest's disk
	KindShared    = "shared"     // what several guests use at once
	KindHelpers   = "helpers"    // processes of a host that emulate guests' devices
	KindGuests    = "guests"     // all guests of a host
)

// AnyCore names the vertex of the guests that may run on any core; the one without a name leads to all cores.
const AnyCore = "any"

// IsHub says that a kind of vertex is nothing by itself: it stands for several others or for a part of one.
func IsHub(kind string) bool {
	switch kind {
	case KindMachines, KindPlaced, KindIdentity, KindAccounts, KindWorkloads, KindNodes, KindUsers, KindBackends, KindTraffic,
		KindLabel, KindCores, KindPages, KindImageData, KindShared, KindHelpers, KindGuests, KindExposed:
		return true
	}
	return false
}

// Describe names a vertex for people: shop/Deployment/cart, node worker-1.
func Describe(v *result.Vertex) string {
	var name []string
	for _, part := range []string{v.Namespace, v.Resource, v.Name} {
		if part != "" {
			name = append(name, part)
		}
	}
	joined := strings.Join(name, "/")
	switch v.Kind {
	case KindWorkload, KindContents:
		return joined
	case KindMachines:
		return "nodes of " + joined
	case KindPlaced:
		return "pods of " + joined
	case KindExposed:
		return "host ports of " + joined
	case KindIdentity:
		return "account of " + joined
	case KindAccounts, KindWorkloads, KindNodes, KindUsers:
		if v.Namespace == "" {
			return "all " + v.Kind
		}
		return v.Kind + " of " + v.Namespace
	case KindNode:
		if joined == "" {
			return "a node"
		}
	case KindClusterAdmin:
		return "cluster-admin"
	case KindOutside:
		return "the network"
	case KindLocalUser:
		return "a local user"
	case KindCores:
		if v.Name != "" && v.Name != AnyCore {
			return "core " + v.Name + " of " + v.Target
		}
		return "cores of " + v.Target
	case KindPages, KindGuests:
		return v.Kind + " of " + v.Target
	case KindHelpers:
		return "processes of " + v.Target + " beside QEMU"
	case KindVMM:
		return "QEMU of " + joined
	case KindHost:
		if joined == "" {
			return "host " + v.Target
		}
	}
	return v.Kind + " " + joined
}

// compareNames orders vertices by kind, name and target.
func compareNames(a, b *result.Vertex) int {
	if c := strings.Compare(Describe(a), Describe(b)); c != 0 {
		return c
	}
	if c := strings.Compare(a.Target, b.Target); c != 0 {
		return c
	}
	return strings.Compare(a.Kind, b.Kind)
}
