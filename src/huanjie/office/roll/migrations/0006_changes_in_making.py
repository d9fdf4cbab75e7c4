from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roll', '0005_fewer_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='rollchange',
            name='in_making',
            field=models.BooleanField(default=False),
        ),
    ]
