using System.CommandLine;
using CompetencyBot.Hosting;

namespace CompetencyBot.CommandLine;

/// <summary>
/// <c>manifest --app-id GUID --host name [--out file.zip]</c>: makes the package to upload to Teams; <c>manifest commands</c> prints the command lists.
/// </summary>
public static class ManifestCommand
{
    private const int Refused = 2;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "manifest");

    /// <param name="configuration">Supplies what is not given: <c>BotFramework:AppId</c> and the host of <c>Hosting:PublicUrl</c>.</param>
    public static Command Create(IConfiguration? configuration = null)
    {
        var appId = new Option<string>("--app-id")
        {
            Description = "Application (client) id of the bot's registration; default: BotFramework:AppId",
            HelpName = "GUID",
        };
        var host = new Option<string>("--host")
        {
            Description = "Public DNS name of the bot, e.g. bot.example.org; default: the host of Hosting:PublicUrl",
            HelpName = "name",
        };
        var output = new Option<FileInfo>("--out")
        {
            Description = "The zip to write",
            DefaultValueFactory = _ => new FileInfo("competency-bot.zip"),
            HelpName = "file",
        };
        var command = new Command("manifest", "Makes the app package to upload to Teams") { appId, host, output };
        command.SetAction(parsed => Run(
            parsed.GetValue(appId) ?? configuration?["BotFramework:AppId"],
            parsed.GetValue(host) ?? HostOf(configuration?["Hosting:PublicUrl"]),
            parsed.GetRequiredValue(output),
            parsed.InvocationConfiguration));
        command.Subcommands.Add(CommandLists());
        return command;
    }

    private static Command CommandLists()
    {
        var command = new Command("commands", "Prints the lists of commands as manifest.json and zh-tw.json are to have them");
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var menus = CommandMenu.Of(ConversationSetup.Commands());
            foreach (var menu in menus)
                output.WriteLine(menu.ToManifest() + "\n");
            output.WriteLine(string.Join(",\n", menus.Index().Select(menu => menu.Item.ToTranslation(menu.Index))));
        });
        return command;
    }

    private static int Run(string? appId, string? host, FileInfo output, InvocationConfiguration console)
    {
        if (!Guid.TryParseExact(appId, "D", out var id) || id == Guid.Empty)
        {
            return Refuse(console, $"--app-id must be the application id of the bot's registration, a GUID; it is {Quote(appId)}.");
        }

        if (host is null || !IsPublicName(host))
        {
            return Refuse(console, $"--host must be the bot's public DNS name, without https:// and port, "
                + $"such as bot.example.org; it is {Quote(host)}.");
        }

        try
        {
            File.WriteAllBytes(output.FullName, AppPackage.Create(Folder, id, host.ToLowerInvariant()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(console, $"The package cannot be made: {e.Message}");
        }

        console.Output.WriteLine($"Wrote {output.FullName}. "
            + "Upload it in the Teams admin centre (Manage apps), or in Teams for yourself alone.");
        return 0;
    }

    private static bool IsPublicName(string host) =>
        Uri.CheckHostName(host) == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal);

    private static string? HostOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : null;

    private static string Quote(string? value) => string.IsNullOrEmpty(value) ? "missing" : $"\"{value}\"";

    private static int Refuse(InvocationConfiguration console, string reason)
    {
        console.Error.WriteLine(reason);
        return Refused;
    }
}
