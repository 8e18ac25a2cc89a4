package kubernetes

// resource is one list of the API.
type resource struct {
	plural, kind string
	// version is the group and version that all supported clusters serve.
	version    string
	namespaced bool
	// status lists what is kept of the objects' status. The rest changes all the time and says nothing of configuration.
	status []string
	// missing says that not all supported clusters serve it. One that does not has none.
	missing bool
	// versions says that a cluster which serves it in versions that are not listed here has what is not understood.
	versions bool
}

// resources are what is read, in this order: first what facts about others are made of, then the many, each
// owner before what it owns, so that pods can be folded into the top owner that exists.
var resources = [...]resource{
	{plural: "namespaces", kind: "Namespace", version: "v1", status: []string{"phase"}},
	{plural: "nodes", kind: "Node", version: "v1", status: []string{"nodeInfo", "addresses"}},
	{plural: "serviceaccounts", kind: "ServiceAccount", version: "v1", namespaced: true},
	{plural: "clusterroles", kind: "ClusterRole", version: "rbac.authorization.k8s.io/v1"},
	{plural: "roles", kind: "Role", version: "rbac.authorization.k8s.io/v1", namespaced: true},
	{plural: "clusterrolebindings", kind: "ClusterRoleBinding", version: "rbac.authorization.k8s.io/v1"},
	{plural: "rolebindings", kind: "RoleBinding", version: "rbac.authorization.k8s.io/v1", namespaced: true},
	{plural: "networkpolicies", kind: "NetworkPolicy", version: "networking.k8s.io/v1", namespaced: true},
	{plural: "ciliumnetworkpolicies", kind: "CiliumNetworkPolicy", version: "cilium.io/v2", namespaced: true, missing: true},
	{plural: "ciliumclusterwidenetworkpolicies", kind: "CiliumClusterwideNetworkPolicy", version: "cilium.io/v2", missing: true},
	{plural: "networkpolicies", kind: "NetworkPolicy", version: "crd.projectcalico.org/v1", namespaced: true, missing: true},
	{plural: "globalnetworkpolicies", kind: "GlobalNetworkPolicy", version: "crd.projectcalico.org/v1", missing: true},
	{plural: "networkpolicies", kind: "NetworkPolicy", version: "projectcalico.org/v3", namespaced: true, missing: true},
	{plural: "globalnetworkpolicies", kind: "GlobalNetworkPolicy", version: "projectcalico.org/v3", missing: true},
	{
		plural: "adminnetworkpolicies", kind: "AdminNetworkPolicy",
		version: "policy.networking.k8s.io/v1alpha1", missing: true, versions: true,
	},
	{
		plural: "baselineadminnetworkpolicies", kind: "BaselineAdminNetworkPolicy",
		version: "policy.networking.k8s.io/v1alpha1", missing: true, versions: true,
	},
	{ // the successor of both
		plural: "clusternetworkpolicies", kind: "ClusterNetworkPolicy",
		version: "policy.networking.k8s.io/v1alpha2", missing: true, versions: true,
	},
	{plural: "clusternetworkpolicies", kind: "ClusterNetworkPolicy", version: "policy.networking.k8s.io/v1beta1", missing: true},
	{plural: "limitranges", kind: "LimitRange", version: "v1", namespaced: true},
	{plural: "resourcequotas", kind: "ResourceQuota", version: "v1", namespaced: true},
	{plural: "runtimeclasses", kind: "RuntimeClass", version: "node.k8s.io/v1"},
	{plural: "persistentvolumes", kind: "PersistentVolume", version: "v1", status: []string{"phase"}},
	{plural: "persistentvolumeclaims", kind: "PersistentVolumeClaim", version: "v1", namespaced: true, status: []string{"phase"}},
	{plural: "validatingwebhookconfigurations", kind: "ValidatingWebhookConfiguration", version: "admissionregistration.k8s.io/v1"},
	{plural: "mutatingwebhookconfigurations", kind: "MutatingWebhookConfiguration", version: "admissionregistration.k8s.io/v1"},
	{
		plural: "validatingadmissionpolicies", kind: "ValidatingAdmissionPolicy",
		version: "admissionregistration.k8s.io/v1", missing: true, // since v1.30
	},
	{
		plural: "validatingadmissionpolicybindings", kind: "ValidatingAdmissionPolicyBinding",
		version: "admissionregistration.k8s.io/v1", missing: true,
	},
	{ // since v1.34
		plural: "resourceclaims", kind: "ResourceClaim", version: "resource.k8s.io/v1", namespaced: true, missing: true,
	},
	{
		plural: "resourceclaimtemplates", kind: "ResourceClaimTemplate", version: "resource.k8s.io/v1", namespaced: true, missing: true,
	},
	{plural: "clusterimagepolicies", kind: "ClusterImagePolicy", version: "policy.sigstore.dev/v1beta1", missing: true},
	{plural: "clusterpolicies", kind: "ClusterPolicy", version: "kyverno.io/v1", missing: true},
	{plural: "policies", kind: "Policy", version: "kyverno.io/v1", namespaced: true, missing: true},

	{plural: "kubevirts", kind: "KubeVirt", version: "kubevirt.io/v1", namespaced: true, missing: true},
	{plural: "virtualmachines", kind: "VirtualMachine", version: "kubevirt.io/v1", namespaced: true, missing: true},
	{
		plural: "virtualmachineinstances", kind: "VirtualMachineInstance", version: "kubevirt.io/v1", namespaced: true, missing: true,
		status: []string{"phase"},
	},
	{plural: "deployments", kind: "Deployment", version: "apps/v1", namespaced: true},
	{plural: "statefulsets", kind: "StatefulSet", version: "apps/v1", namespaced: true},
	{plural: "daemonsets", kind: "DaemonSet", version: "apps/v1", namespaced: true},
	{plural: "cronjobs", kind: "CronJob", version: "batch/v1", namespaced: true},
	{plural: "replicationcontrollers", kind: "ReplicationController", version: "v1", namespaced: true},
	{plural: "replicasets", kind: "ReplicaSet", version: "apps/v1", namespaced: true},
	{plural: "jobs", kind: "Job", version: "batch/v1", namespaced: true},
	{plural: "pods", kind: "Pod", version: "v1", namespaced: true, status: []string{"phase", "qosClass", "hostIP"}},
	{plural: "services", kind: "Service", version: "v1", namespaced: true, status: []string{"loadBalancer"}},
	{plural: "ingresses", kind: "Ingress", version: "networking.k8s.io/v1", namespaced: true, status: []string{"loadBalancer"}},
	{plural: "gateways", kind: "Gateway", version: "gateway.networking.k8s.io/v1", namespaced: true, missing: true},
	{plural: "httproutes", kind: "HTTPRoute", version: "gateway.networking.k8s.io/v1", namespaced: true, missing: true},
	{plural: "grpcroutes", kind: "GRPCRoute", version: "gateway.networking.k8s.io/v1", namespaced: true, missing: true},
	{plural: "referencegrants", kind: "ReferenceGrant", version: "gateway.networking.k8s.io/v1beta1", namespaced: true, missing: true},
}
