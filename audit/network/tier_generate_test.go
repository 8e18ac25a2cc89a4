package network_test

import "fmt"

// adminPolicy makes a policy of the Admin or the Baseline tier, in the shape of its kind.
func (m *clusterMaker) adminPolicy(kind string, i int, namespaces []string) fields {
	name, version := fmt.Sprint("p", i), "v1alpha1"
	spec := fields{"subject": m.adminPods(namespaces)}
	switch kind {
	case "BaselineAdminNetworkPolicy":
		name = "default"
	case "ClusterNetworkPolicy":
		version = pick(m, "v1alpha2", "v1beta1")
		spec["tier"] = pick(m, "Admin", "Admin", "Baseline")
		fallthrough
	default:
		spec["priority"] = pick(m, 0, 1, 10, 11, 12, 1000)
	}
	for _, direction := range []string{"ingress", "egress"} {
		rules := []any{}
		for range m.IntN(5) {
			rules = append(rules, m.adminRule(kind, direction, namespaces))
		}
		spec[direction] = rules
	}
	return fields{
		"apiVersion": "policy.networking.k8s.io/" + version, "kind": kind, "metadata": fields{"name": name}, "spec": spec,
	}
}

func (m *clusterMaker) adminPods(namespaces []string) fields {
	if m.oneIn(4) {
		return fields{"namespaces": fields{}}
	}
	if m.oneIn(2) {
		return fields{"namespaces": m.selector(namespaces...)}
	}
	return fields{"pods": fields{"namespaceSelector": m.selector(namespaces...), "podSelector": m.selector()}}
}

func (m *clusterMaker) adminRule(kind, direction string, namespaces []string) fields {
	allow := "Allow"
	if kind == "ClusterNetworkPolicy" {
		allow = "Accept"
	}
	r := fields{"action": pick(m, allow, "Deny", "Pass")}
	if kind == "BaselineAdminNetworkPolicy" {
		r["action"] = pick(m, allow, "Deny")
	}
	peers, side, named := []any{}, "from", true
	for range 1 + m.IntN(2) {
		peer := m.adminPods(namespaces)
		if direction == "egress" {
			side = "to"
			switch m.IntN(6) {
			case 0:
				peer, named = fields{"nodes": m.selector()}, false
			case 1, 2:
				networks := []string{"0.0.0.0/0", "10.0.0.0/8", "10.1.2.3/16", "192.0.2.0/24", "::/0", "2001:db8::/32"}
				m.Shuffle(len(networks), func(i, j int) { networks[i], networks[j] = networks[j], networks[i] })
				peer, named = fields{"networks": networks[:1+m.IntN(2)]}, false
			case 3:
				if r["action"] == allow && kind != "BaselineAdminNetworkPolicy" && m.oneIn(4) {
					peer, named = fields{"domainNames": []string{"*.example.com"}}, false
				}
			}
		}
		peers = append(peers, peer)
	}
	r[side] = peers
	if m.oneIn(2) {
		ports, list := []any{}, "ports"
		for range 1 + m.IntN(2) {
			if kind == "ClusterNetworkPolicy" {
				list = "protocols"
				ports = append(ports, m.adminProtocol(named))
			} else {
				ports = append(ports, m.adminPort(named))
			}
		}
		r[list] = ports
	}
	return r
}

func (m *clusterMaker) adminPort(named bool) fields {
	p := fields{}
	if m.oneIn(2) {
		p["protocol"] = pick(m, "TCP", "UDP", "SCTP")
	}
	switch n := m.IntN(4); {
	case n == 0 && named:
		return fields{"namedPort": pick(m, "http", "dns", "dns-tcp", "absent")}
	case n == 1:
		p["start"], p["end"] = 1, pick(m, 53, 443, 65535)
		return fields{"portRange": p}
	}
	p["port"] = pick(m, 53, 80, 443, 8080)
	return fields{"portNumber": p}
}

func (m *clusterMaker) adminProtocol(named bool) fields {
	port := fields{"number": pick(m, 53, 80, 443, 8080)}
	switch n := m.IntN(4); {
	case n == 0 && named:
		return fields{"destinationNamedPort": pick(m, "http", "dns", "dns-tcp", "absent")}
	case n == 1:
		port = fields{"range": fields{"start": 1, "end": pick(m, 53, 443, 65535)}}
	}
	return fields{pick(m, "tcp", "udp", "sctp"): fields{"destinationPort": port}}
}
