// Package estate holds what collectors found: targets, their objects, and what could not be read.
//
// It is the one vocabulary that collectors, snapshots and the audit share, and it knows neither Rego nor any
// platform's client. A collector sends its target's objects to a [Sink]: references first (what facts about others are
// made of: namespaces, accounts, roles, bindings, network policies, host configuration), then the many (workloads,
// domains), so that nothing has to hold a whole cluster.
package estate
