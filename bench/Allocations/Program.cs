using Backchannel.Bench;
using Backchannel.Bench.Allocations;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;

// What the pure parts of a post's way take, in time and in memory: by BenchmarkDotNet.

var summary = BenchmarkRunner.Run<Parts>(DefaultConfig.Instance.AddJob(Job.ShortRun).WithOptions(ConfigOptions.DisableLogFile));
Report.Tell("allocations", args, ["part", "ns", "bytes allocated"], summary.Reports.Select(report => new object[]
{
    report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), Math.Round(report.ResultStatistics?.Mean ?? double.NaN),
    report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0,
}));
return summary.HasCriticalValidationErrors ? 1 : 0;
