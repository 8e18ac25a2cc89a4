// Package kubeyaml reads YAML as Kubernetes' own tools do, into values that know their places.
//
// kubectl and Helm turn YAML into JSON by the rules of YAML 1.1: yes, on and y are true, 010 is 8, a date is a text, a
// number or boolean may be a key and becomes a text, a merge overrides what stands before it. This package gives the
// same values. It differs where those tools would take something for another without a word: a key that is there twice is
// an error, and so is a text that is not UTF-8.
//
// Almost all manifests keep to a plain subset of YAML, which blockReader reads straight into values at many times the speed
// of a complete parser. Where it meets anything else, right or wrong, the document is read again by go.yaml.in/yaml/v3.
package kubeyaml
