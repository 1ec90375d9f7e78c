using System.CommandLine;
using CompetencyBot.CommandLine;
using Microsoft.Extensions.Configuration;

namespace CompetencyBot.Tests.Manifest;

public sealed class ManifestCommandTests : IDisposable
{
    private const string AppId = "7d2f3c1a-5b64-4e0e-9c55-0f6d1b8a2e43";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("competency-bot-manifest-");
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private string Package => Path.Combine(folder.FullName, "app.zip");

    public void Dispose()
    {
        folder.Delete(recursive: true);
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void The_package_holds_the_filled_in_manifest_and_every_file_it_names()
    {
        Assert.Equal(0, Run("--app-id", AppId, "--host", "Bot.Example.org", "--out", Package));

        var app = UnpackedApp.Read(File.ReadAllBytes(Package));
        Assert.Equal(["manifest.json", "color.png", "outline.png", "zh-tw.json"], app.Files);
        Assert.Equal(AppId, (string?)app.Manifest["id"]);
        Assert.Equal("https://bot.example.org/privacy", (string?)app.Manifest["developer"]!["privacyUrl"]);
        Assert.Contains(Package, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Made_twice_the_package_is_the_same_to_the_byte()
    {
        var again = Path.Combine(folder.FullName, "again.zip");

        Run("--app-id", AppId, "--host", "bot.example.org", "--out", Package);
        Run("--app-id", AppId.ToUpperInvariant(), "--host", "bot.example.org", "--out", again);

        Assert.Equal(File.ReadAllBytes(Package), File.ReadAllBytes(again));
    }

    [Fact]
    public void A_configured_bot_needs_no_options()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BotFramework:AppId"] = AppId,
            ["Hosting:PublicUrl"] = "https://bot.example.org:8443/",
        }).Build();

        Assert.Equal(0, Run(configuration, "--out", Package));
        Assert.Equal("bot.example.org", (string?)UnpackedApp.Read(File.ReadAllBytes(Package)).Manifest["validDomains"]![0]);
    }

    [Theory]
    [InlineData("--app-id must be", "it is missing", "--host", "bot.example.org")]
    [InlineData("--app-id must be", "it is \"1234\"", "--app-id", "1234", "--host", "bot.example.org")]
    [InlineData("--host must be", "it is missing", "--app-id", AppId)]
    [InlineData("--host must be", "it is \"https://bot.example.org\"", "--app-id", AppId, "--host", "https://bot.example.org")]
    [InlineData("--host must be", "it is \"localhost\"", "--app-id", AppId, "--host", "localhost")]
    public void What_cannot_be_filled_in_is_refused_with_the_reason(string what, string why, params string[] arguments)
    {
        Assert.Equal(2, Run([.. arguments, "--out", Package]));

        Assert.Contains(what, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(why, error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Package));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named()
    {
        var nowhere = Path.Combine(folder.FullName, "missing", "app.zip");

        Assert.Equal(2, Run("--app-id", AppId, "--host", "bot.example.org", "--out", nowhere));
        Assert.Contains(nowhere, error.ToString(), StringComparison.Ordinal);
    }

    private int Run(params string[] arguments) => Run(configuration: null, arguments);

    private int Run(IConfiguration? configuration, params string[] arguments) =>
        ManifestCommand.Create(configuration).Parse(arguments).Invoke(new() { Output = output, Error = error });
}
