using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Playground;

namespace CompetencyBot.Tests.Sandbox;

public sealed class NodeToolsTests
{
    private static readonly NodeTools NoNode = new(Node: "node-that-is-not-there", Npm: "npm-that-is-not-there");

    // The SDK is a program that every machine with these tests has; its first number is below 20, and it knows no verb "ci".
    private static readonly NodeTools SdkInPlaceOfNode = new(Node: "dotnet", Npm: "dotnet");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_Node_the_sentence_says_what_to_install()
    {
        var problem = await Assert.ThrowsAsync<TrialException>(() => NoNode.RequireAsync(Cancelled));

        Assert.Equal(
            "\"node-that-is-not-there\" was not found. "
                + "Install Node.js 20 or newer (https://nodejs.org), so that node and npm are on the PATH.",
            problem.Message);
    }

    [Fact]
    public async Task A_Node_that_is_too_old_is_named_with_its_version()
    {
        var problem = await Assert.ThrowsAsync<TrialException>(() => SdkInPlaceOfNode.RequireAsync(Cancelled));

        Assert.Matches(@"^Node\.js \d+\.\d+\.\d+\S* is too old for the Playground\. Install Node\.js 20 or newer", problem.Message);
    }

    [Fact]
    public async Task When_npm_fails_the_sentence_names_the_folder_and_the_exit_code()
    {
        using var folder = new TemporaryFolder();

        var problem = await Assert.ThrowsAsync<TrialException>(() => SdkInPlaceOfNode.InstallAsync(folder.Path, Cancelled));

        var sentence = $"The Playground could not be installed: \"npm ci\" in {folder.Path} ended with exit code 1 (";
        Assert.StartsWith(sentence, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v20.11.1\n", 20)]
    [InlineData("v8.17.0", 8)]
    [InlineData("v24.0.0-nightly20260101", 24)]
    [InlineData("", null)]
    [InlineData("command not found", null)]
    public void The_major_version_is_read_from_what_Node_prints(string printed, int? major) =>
        Assert.Equal(major, NodeTools.MajorOf(printed));
}
