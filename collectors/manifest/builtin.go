package manifest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubetypes"
)

// builtIn are the kinds of Kubernetes' own API groups, all versions together, as of k8s.io/api v0.37.2 (2026-11-24). A
// group's XList is left out where it has X. A test holds this equal to client-go's scheme, which takes long to build.
var builtIn = map[string][]string{
	"": {
		"APIGroup", "APIResourceList", "APIVersions", "Binding", "ComponentStatus", "ConfigMap", "CreateOptions",
		"DeleteOptions", "Endpoints", "Event", "GetOptions", "LimitRange", "List", "ListOptions", "Namespace", "Node",
		"NodeProxyOptions", "PatchOptions", "PersistentVolume", "PersistentVolumeClaim", "Pod", "PodAttachOptions",
		"PodExecOptions", "PodLogOptions", "PodPortForwardOptions", "PodProxyOptions", "PodTemplate", "RangeAllocation",
		"ReplicationController", "ResourceQuota", "Secret", "SerializedReference", "Service", "ServiceAccount",
		"ServiceProxyOptions", "Status", "UpdateOptions", "WatchEvent",
	},
	"admissionregistration.k8s.io": {
		"MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration",
		"ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration",
	},
	"apiextensions.k8s.io":  {"ConversionReview", "CustomResourceDefinition"},
	"apps":                  {"ControllerRevision", "DaemonSet", "Deployment", "DeploymentRollback", "ReplicaSet", "Scale", "StatefulSet"},
	"authentication.k8s.io": {"SelfSubjectReview", "TokenRequest", "TokenReview"},
	"authorization.k8s.io": {
		"LocalSubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview",
	},
	"autoscaling":                  {"HorizontalPodAutoscaler", "Scale"},
	"batch":                        {"CronJob", "Job"},
	"certificates.k8s.io":          {"CertificateSigningRequest", "ClusterTrustBundle", "PodCertificateRequest"},
	"coordination.k8s.io":          {"Lease", "LeaseCandidate"},
	"discovery.k8s.io":             {"EndpointSlice"},
	"events.k8s.io":                {"Event"},
	"extensions":                   {"DaemonSet", "Deployment", "DeploymentRollback", "Ingress", "NetworkPolicy", "ReplicaSet", "Scale"},
	"flowcontrol.apiserver.k8s.io": {"FlowSchema", "PriorityLevelConfiguration"},
	"internal.apiserver.k8s.io":    {"StorageVersion"},
	"lifecycle.k8s.io":             {"Eviction", "EvictionRequest"},
	"networking.k8s.io":            {"IPAddress", "Ingress", "IngressClass", "NetworkPolicy", "ServiceCIDR"},
	"node.k8s.io":                  {"RuntimeClass"},
	"policy":                       {"Eviction", "PodDisruptionBudget"},
	"rbac.authorization.k8s.io":    {"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"},
	"resource.k8s.io": {
		"DeviceClass", "DeviceTaintRule", "ResourceClaim", "ResourceClaimTemplate", "ResourcePoolStatusRequest",
		"ResourceSlice",
	},
	"scheduling.k8s.io": {"CompositePodGroup", "PodGroup", "PriorityClass", "Workload"},
	"storage.k8s.io": {
		"CSIDriver", "CSINode", "CSIStorageCapacity", "StorageClass", "VolumeAttachment", "VolumeAttributesClass",
	},
	"storagemigration.k8s.io": {"StorageVersionMigration"},
}

// alsoBuiltIn are kinds that the API once had, and those of files for Kubernetes' own programs in its groups.
var alsoBuiltIn = map[string][]string{
	"":                  {"Config", "EncryptionConfig", "Policy"},
	"extensions":        {"PodSecurityPolicy", "ThirdPartyResource"},
	"networking.k8s.io": {"ClusterCIDR"},
	"policy":            {"PodSecurityPolicy"},
	"resource.k8s.io": {
		"PodScheduling", "PodSchedulingContext", "ResourceClaimParameters", "ResourceClass", "ResourceClassParameters",
	},
}

// builtInGroup returns the group of an API version that Kubernetes itself has.
func builtInGroup(apiVersion string) (string, bool) {
	group, _, grouped := strings.Cut(apiVersion, "/")
	if !grouped {
		return "", apiVersion == "v1"
	}
	_, ok := builtIn[group]
	return group, ok && group != ""
}

// isMisspelt says whether Kubernetes has the API version's group, and no kind of that name in it.
func isMisspelt(kind, apiVersion string) bool {
	group, ok := builtInGroup(apiVersion)
	return ok && kind != "" && !hasKind(group, kind) && !hasKind(group, strings.TrimSuffix(kind, "List"))
}

func hasKind(group, kind string) bool {
	return slices.Contains(builtIn[group], kind) || slices.Contains(alsoBuiltIn[group], kind)
}

// isUnknownVersion says whether an API version is of one of Kubernetes' own groups, and one that the group never had: nothing is known of
// what its fields mean. Those before v1 had the same kinds with much the same fields.
func isUnknownVersion(apiVersion string) bool {
	group, version, grouped := strings.Cut(apiVersion, "/")
	if !grouped {
		return apiVersion != "" && apiVersion != "v1"
	}
	if _, ok := builtIn[group]; !ok || version == "v1" || group == "batch" && version == "v2alpha1" {
		return false
	}
	return !strings.HasPrefix(version, "v1alpha") && !strings.HasPrefix(version, "v1beta")
}

// ofUnknownVersion is the problem of an object of such a version. Objects of its kind may be missing for it.
func ofUnknownVersion(f *file, v *estate.Value, kind, apiVersion, group string) estate.Problem {
	at, newest := v.Get("apiVersion"), "v1"
	if group != "" {
		newest = group + "/v1"
	}
	return estate.Problem{
		What: "document", Kind: kind, File: f.path, Line: int(at.Line), Column: int(at.Column),
		Error: fmt.Sprintf("Kubernetes has no version %q; %s is in %s", shortened(apiVersion), kind, newest),
	}
}

// misspelt is the problem of an object whose kind Kubernetes does not have. What was meant is what may be missing for it.
func misspelt(f *file, v *estate.Value, kind, apiVersion string) estate.Problem {
	at := v.Get("kind")
	p := estate.Problem{
		What: "document", Kind: kind, File: f.path, Line: int(at.Line), Column: int(at.Column),
		Error: fmt.Sprintf("Kubernetes has no kind %q in %s", shortened(kind), shortened(apiVersion)),
	}
	group, _ := builtInGroup(apiVersion)
	name, list := kind, ""
	if isList(kind) {
		name, list = strings.TrimSuffix(kind, "List"), "List"
	}
	if meant := kubetypes.Nearest(name, builtIn[group]); meant != "" {
		p.Kind = meant
		p.Error += fmt.Sprintf("; did you mean %s?", meant+list)
	} else if k, ok := kinds[name]; ok {
		p.Kind = name
		p.Error += fmt.Sprintf("; %s is in the group %q", kind, k.group)
	}
	return p
}

// shortened bounds what a problem repeats of a file.
func shortened(s string) string { return s[:min(len(s), longestName)] }

// longestName is above the length of all names of kinds and versions.
const longestName = 80

// mayBeMisspelt says whether a document whose kind is certain must be parsed to tell.
func mayBeMisspelt(kind string, text []byte) bool {
	const key = "apiVersion"
	if !bytes.HasPrefix(text, []byte(key)) {
		i := bytes.Index(text, []byte("\n"+key))
		if i < 0 {
			return false
		}
		text = text[i+1:]
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	_, value, _ := bytes.Cut(line, []byte(":"))
	value, _, _ = bytes.Cut(value, []byte(" #"))
	return isMisspelt(kind, string(bytes.Trim(value, "\"' \t\r")))
}
