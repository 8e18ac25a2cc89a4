package relate

import (
	"strings"

	"bulkhead/audit/estate"
)

// platform is who made a cluster's nodes and runs its control plane, where its objects show that.
type platform struct {
	name string
	// managed says that a provider runs the control plane, on no node of the cluster.
	managed bool
}

// platformOf tells a platform by what a node says of itself, and is zero where nothing does. The marks are the platforms' own: suffixes of
// versions, labels that the provider's node pools set, the name of the node's system. As of 2026-11-24, by docs.aws.amazon.com/eks (managed node
// groups), cloud.google.com/kubernetes-engine (node pools) and learn.microsoft.com/azure/aks/use-labels (reserved system labels).
func platformOf(node *estate.Object) platform {
	version := node.Value.At("status", "nodeInfo", "kubeletVersion").Str()
	labels := node.Value.At("metadata", "labels")
	switch {
	case strings.Contains(version, "-eks-") || labels.Get("eks.amazonaws.com/nodegroup") != nil:
		return platform{"EKS", true}
	case strings.Contains(version, "-gke.") || labels.Get("cloud.google.com/gke-nodepool") != nil:
		return platform{"GKE", true}
	case labels.Get("kubernetes.azure.com/cluster") != nil:
		return platform{"AKS", true}
	case strings.Contains(version, "+k3s"):
		return platform{name: "k3s"}
	case strings.Contains(version, "+rke2"):
		return platform{name: "RKE2"}
	case strings.HasPrefix(node.Value.At("status", "nodeInfo", "osImage").Str(), "Talos"):
		return platform{name: "Talos"}
	}
	return platform{}
}
