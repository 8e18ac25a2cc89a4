package bulkhead.lib.kubernetes.loadbalancer_test

import data.bulkhead.lib.kubernetes.loadbalancer

_annotated(annotations) := {"service": {"metadata": {"annotations": annotations}, "spec": {}}}

_aws := "service.beta.kubernetes.io/aws-load-balancer-internal"

_scheme := "service.beta.kubernetes.io/aws-load-balancer-scheme"

test_internal[annotations] if {
	some annotations in [
		{"networking.gke.io/load-balancer-type": "Internal"},
		{"cloud.google.com/load-balancer-type": "internal"},
		{_scheme: "internal"},
		{_aws: "true"},
		{_aws: "0.0.0.0/0"},
		{"service.beta.kubernetes.io/azure-load-balancer-internal": "true"},
		{"service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type": "private"},
		{"service.beta.kubernetes.io/openstack-internal-load-balancer": "true"},
		{"service.beta.kubernetes.io/oci-load-balancer-internal": "true"},
		{"oci-network-load-balancer.oraclecloud.com/internal": "true"},
		{"service.beta.kubernetes.io/do-loadbalancer-network": "INTERNAL"},
		{"service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": "intranet"},
		{"service.beta.kubernetes.io/cce-load-balancer-internal-vpc": "true"},
		{"service.kubernetes.io/qcloud-loadbalancer-internal-subnetid": "subnet-1"},
	]
	loadbalancer.inside_cloud with input as _annotated(annotations)
}

test_internal_class[class] if {
	some class in ["networking.gke.io/l4-regional-internal", "service.k8s.aws/nlb", "eks.amazonaws.com/nlb"]
	loadbalancer.inside_cloud with input.service.spec as {"loadBalancerClass": class}
}

test_near_miss[annotations] if {
	some annotations in [
		{"networking.gke.io/load-balancer-type": "External"},
		{_scheme: "internet-facing"},
		{_aws: "false"},
		{_aws: ""},
		{_aws: "true", _scheme: "internet-facing"},
		{"service.beta.kubernetes.io/azure-load-balancer-internal": "false"},
		{"service.kubernetes.io/qcloud-loadbalancer-internal-subnetid": ""},
	]
	not loadbalancer.inside_cloud with input as _annotated(annotations)
}

test_near_miss_class if {
	not loadbalancer.inside_cloud with input.service.spec as {"loadBalancerClass": "networking.gke.io/l4-regional-external"}
	not loadbalancer.inside_cloud with input.service as {
		"metadata": {"annotations": {_scheme: "internet-facing"}},
		"spec": {"loadBalancerClass": "service.k8s.aws/nlb"},
	}
}

test_absent if not loadbalancer.inside_cloud with input as {"service": {"spec": {"type": "LoadBalancer"}}}
