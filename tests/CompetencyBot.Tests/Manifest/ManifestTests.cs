using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Manifest;

public sealed class ManifestTests
{
    private readonly UnpackedApp app = UnpackedApp.Create();

    [Fact]
    public async Task The_manifest_and_its_translation_satisfy_Microsofts_schema()
    {
        Assert.Equal("1.19", (string?)app.Manifest["manifestVersion"]);
        Assert.NotEmpty(app.Languages);
        Assert.Empty(await app.SchemaFaultsAsync());
    }

    [Fact]
    public async Task A_bogus_scope_and_an_unknown_text_fail_the_schema()
    {
        app.Bot["scopes"]![0] = "everywhere";
        app.Languages["zh-tw.json"]!["bots[0].commandLists[0].commands[0].colour"] = "red";

        var faults = await app.SchemaFaultsAsync();

        Assert.Contains("manifest.json/bots/0/scopes/0 must be equal to one of the allowed values", faults);
        Assert.Contains(faults, fault => fault.StartsWith("zh-tw.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_manifest_is_not_valid_before_it_is_filled_in()
    {
        var source = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(UnpackedApp.Folder, "manifest.json")))!;

        var faults = await (app with { Manifest = source.AsObject() }).SchemaFaultsAsync();

        Assert.Contains(faults, fault => fault.StartsWith("manifest.json/id must match pattern", StringComparison.Ordinal));
    }

    [Fact]
    public void No_placeholder_is_left_and_the_bot_has_the_apps_id()
    {
        Assert.DoesNotContain("${{", app.Manifest.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(UnpackedApp.AppId.ToString(), (string?)app.Bot["botId"]);
        Assert.Equal(UnpackedApp.AppId.ToString(), (string?)app.Manifest["id"]);
        Assert.Equal("bot.example.org", (string?)app.Manifest["validDomains"]![0]);
    }

    [Fact]
    public void The_bot_can_be_added_wherever_people_talk()
    {
        var scopes = app.Bot["scopes"]!.AsArray().Select(scope => (string?)scope).Order();

        Assert.Equal(["groupChat", "personal", "team"], scopes);
        Assert.Equal(scopes, app.CommandLists.SelectMany(list => list.Scopes).Order());
    }

    /// <summary>Without it Teams keeps the files that an admin wants to send.</summary>
    [Fact]
    public void The_bot_takes_files() => Assert.True((bool)app.Bot["supportsFiles"]!);

    /// <summary>Teams' command menu, by its documentation: 10 commands, titles of 32 and descriptions of 128 characters.</summary>
    [Fact]
    public void Every_command_menu_fits_and_offers_help()
    {
        Assert.All(app.CommandLists, list =>
        {
            Assert.InRange(list.Commands.Length, 1, 10);
            Assert.Contains(list.Commands, command => command.Title == "help");
            Assert.All(list.Commands, command => Assert.InRange(command.Title.Length, 1, 32));
            Assert.All(list.Commands, command => Assert.InRange(command.Description.Length, 1, 128));
        });
    }

    [Fact]
    public void Every_description_is_translated_and_every_title_is_sent_as_it_is()
    {
        var described = app.CommandLists.Index().SelectMany(list => list.Item.Commands.Index()
            .Select(command => $"bots[0].commandLists[{list.Index}].commands[{command.Index}].description"));
        var translated = app.Languages["zh-tw.json"]!.AsObject().Select(text => text.Key)
            .Where(key => key.StartsWith("bots", StringComparison.Ordinal));

        Assert.Equal(described, translated);
    }

    /// <summary>Microsoft's store refuses names that borrow its own.</summary>
    [Fact]
    public void The_name_borrows_none_of_Microsofts()
    {
        var names = app.Manifest["name"]!.ToJsonString();

        Assert.DoesNotContain("Microsoft", names, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Teams", names, StringComparison.OrdinalIgnoreCase);
    }
}
