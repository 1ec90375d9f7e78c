using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Playground;

namespace CompetencyBot.Tests.Sandbox;

public sealed class PlaygroundPackageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_installed_when_node_modules_holds_what_the_lock_file_pins()
    {
        Lock("package-lock.json", "sha512-one");
        Install("sha512-one");

        Assert.True(new PlaygroundPackage(folder.Path).IsInstalled);
    }

    [Fact]
    public void It_is_not_installed_when_the_lock_file_pins_another_version()
    {
        Lock("package-lock.json", "sha512-two");
        Install("sha512-one");

        Assert.False(new PlaygroundPackage(folder.Path).IsInstalled);
    }

    [Fact]
    public void It_is_not_installed_without_node_modules()
    {
        Lock("package-lock.json", "sha512-one");

        Assert.False(new PlaygroundPackage(folder.Path).IsInstalled);
    }

    private void Install(string integrity)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(new PlaygroundPackage(folder.Path).CommandLine)!);
        File.WriteAllText(new PlaygroundPackage(folder.Path).CommandLine, "");
        Lock(Path.Combine("node_modules", ".package-lock.json"), integrity);
    }

    private void Lock(string file, string integrity) => File.WriteAllText(
        folder.File(file),
        $$"""
        { "packages": { "": { "name": "ours" }, "node_modules/@microsoft/m365agentsplayground": { "integrity": "{{integrity}}" } } }
        """);
}
