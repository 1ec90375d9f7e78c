using System.Collections.Concurrent;
using System.Reflection;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Tests.Sandbox;
using Xunit.v3;

[assembly: ProtocolFaults]

namespace CompetencyBot.Tests.Sandbox;

/// <summary>
/// Fails a test whose bot broke a rule of the protocol, besides what the test itself finds. An exception at the end of an
/// <c>await using</c> would take the place of the test's own failure, so what is found there waits until the body has ended.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ProtocolFaultsAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, string> Found = new();

    /// <summary>Asked by whoever owns or shares a connector, at its end.</summary>
    public static void Report(FakeConnector connector)
    {
        var lines = connector.Faults.Select(call =>
            $"{call.Method} {call.RawPath} {call.Body?.ToJsonString()}\n    {string.Join("\n    ", call.Faults)}");
        var text = string.Join('\n', lines);
        if (text.Length == 0)
            return;
        if (TestContext.Current is { Test: { } test, TestState: null })
            Found.AddOrUpdate(test.UniqueID, text, (_, before) => before.Contains(text, StringComparison.Ordinal) ? before : $"{before}\n{text}");
        else
            Fail(text);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Found.TryRemove(test.UniqueID, out var text))
            Fail(text);
    }

    private static void Fail(string text) => Assert.Fail($"The bot broke the protocol:\n{text}");
}
