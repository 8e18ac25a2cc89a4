# METADATA
# title: Load balancers of clouds
# description: >-
#   How Services ask their cloud for a load balancer that is reached from its own network alone: the annotations that
#   Kubernetes' documentation lists, those of Google's, Amazon's, Oracle's and DigitalOcean's controllers, and the
#   classes that are internal by default. As of 2026-11-24. Another cloud than the one that an annotation is for
#   ignores it.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
#     description: Internal load balancers
#   - ref: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb
#     description: Amazon's controller, internal by default since v2.2.0
package bulkhead.lib.kubernetes.loadbalancer

# METADATA
# description: >-
#   The Service asks for an internal load balancer. Each annotation is named by itself, so that others are not read.
# scope: document
inside_cloud if lower(input.service.metadata.annotations["networking.gke.io/load-balancer-type"]) == "internal"

# Google's earlier name.
inside_cloud if lower(input.service.metadata.annotations["cloud.google.com/load-balancer-type"]) == "internal"

inside_cloud if input.service.spec.loadBalancerClass in {
	"networking.gke.io/l4-regional-internal",
	"networking.gke.io/l4-regional-internal-legacy",
}

inside_cloud if _aws_scheme == "internal"

# What Kubernetes' own cloud provider reads: every value but false and none.
inside_cloud if {
	not _aws_scheme == "internet-facing"
	asked := input.service.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-internal"]
	not asked in {"", "false"}
}

inside_cloud if {
	input.service.spec.loadBalancerClass in {"service.k8s.aws/nlb", "eks.amazonaws.com/nlb"}
	not _aws_scheme == "internet-facing"
}

inside_cloud if input.service.metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal"] == "true"

inside_cloud if input.service.metadata.annotations["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type"] == "private"

inside_cloud if input.service.metadata.annotations["service.beta.kubernetes.io/openstack-internal-load-balancer"] == "true"

inside_cloud if input.service.metadata.annotations["service.beta.kubernetes.io/oci-load-balancer-internal"] == "true"

inside_cloud if input.service.metadata.annotations["oci-network-load-balancer.oraclecloud.com/internal"] == "true"

inside_cloud if input.service.metadata.annotations["service.beta.kubernetes.io/do-loadbalancer-network"] == "INTERNAL"

inside_cloud if {
	input.service.metadata.annotations["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type"] == "intranet"
}

inside_cloud if input.service.metadata.annotations["service.beta.kubernetes.io/cce-load-balancer-internal-vpc"] == "true"

# Tencent's names the subnet.
inside_cloud if input.service.metadata.annotations["service.kubernetes.io/qcloud-loadbalancer-internal-subnetid"] != ""

_aws_scheme := input.service.metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]
