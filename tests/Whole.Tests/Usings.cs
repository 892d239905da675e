global using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Each test runs whole processes, and there are two processors.
[assembly: Parallelization(Mode = ParallelMode.None)]
