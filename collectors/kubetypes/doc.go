// Package kubetypes finds the values in Kubernetes objects that the API server would refuse to decode: texts where a field takes
// true or false, numbers where it takes texts, single values where it takes a list.
//
// Nobody knows what such a file was meant to say, and an object like it never runs. A value that does not fit becomes unread,
// so that no control can take it for absent. What fits is what the JSON decoder of Kubernetes accepts for its own Go types:
// null fits everywhere, and fields that the types do not know are left alone.
package kubetypes
